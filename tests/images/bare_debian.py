"""The images without Docker: every step of the Dockerfile on a bare Debian, then the app and the proxy run as they would.

    sudo .venv/bin/python -m tests.images.bare_debian WORKING_FOLDER

Each image becomes a folder (debootstrap), its RUN steps run in it (chroot). Then both start as compose.yaml says: as
their user, without capabilities, on a read-only root, with its tmpfs, on a network that leads nowhere. Needs root,
debootstrap, iproute2 and what `make build` has published. Docker's own build, layers and networks are not exercised.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from etl.replicas import spread
from evidence.database import folder as build_folder
from tests.images.dockerfile import DEPLOY, Image, bare, follow, images

#: Which service of compose.yaml runs which image.
SERVICES = {"app": "replica-1", "proxy": "proxy"}
PATIENCE = 90
#: What needs Chromium, or a font: forms and how their files begin.
DRAWN = {"png": b"png", "svg": b"<svg", "pdf": b"%pdf"}
#: A network that leads nowhere, and processes and mounts that end with the script.
ALONE = ("unshare", "--net", "--mount", "--propagation=private", "--pid", "--fork", "--kill-child", "--mount-proc")


def start(image: Image, data: Path) -> subprocess.Popen:
    """The command of an image on its read-only root, with the tmpfs and the volume of its service."""
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"][SERVICES[image.name]]
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    hosts = "".join(f"127.0.0.1 {one.split(':')[0]}\n" for one in service.get("extra_hosts", []))
    (image.root / "etc/hosts").write_text("127.0.0.1 localhost\n" + hosts)
    _do("mount", "--bind", image.root, image.root)
    _do("mount", "-t", "proc", "proc", image.root / "proc")
    _do("mount", "--rbind", "/dev", image.root / "dev")
    for volume in service.get("volumes", []):
        name, place, *only = volume.split(":")
        how = ("--bind", "-o", "ro", data) if only == ["ro"] else ("-t", "tmpfs", "-o", "mode=1777", name)
        _do("mount", *how, image.root / place.lstrip("/"))
    for place, _, options in (one.partition(":") for one in service["tmpfs"]):
        _do("mount", "-t", "tmpfs", "-o", options, "tmpfs", image.root / place.lstrip("/"))
    _do("mount", "-o", "remount,bind,ro", image.root)
    with image.root.with_suffix(".log").open("wb") as said:
        os.fchown(said.fileno(), *image.ids())
        return subprocess.Popen(image.inside(json.loads(dict(image.steps)["CMD"]), image.user), stdout=said, stderr=said)


def _do(*command: object) -> None:
    subprocess.run(list(map(str, command)), check=True)


def wait(image: Image) -> float:
    """Seconds until the health check of an image succeeds, run as its user."""
    began = time.monotonic()
    while subprocess.run(image.inside(image.health(), image.user), capture_output=True).returncode:
        if time.monotonic() - began > PATIENCE:
            raise SystemExit(f"{image.name}: the health check did not succeed within {PATIENCE} s")
        time.sleep(0.5)
    return time.monotonic() - began


def checks(app: Image, proxy: Image, processes: list[subprocess.Popen]) -> Iterator[str]:
    """What was seen of the running images."""
    for image, process in zip((app, proxy), processes, strict=True):
        said = Path(f"/proc/{process.pid}/status").read_text()
        state = {name: re.search(rf"^{name}:\s+(\S+)", said, re.M)[1] for name in ("Uid", "CapEff", "CapBnd", "NoNewPrivs")}
        assert (
            state["Uid"] != "0" and int(state["CapEff"], 16) == int(state["CapBnd"], 16) == 0 and state["NoNewPrivs"] == "1"
        )
        for user in (image.user, ""):
            tried = subprocess.run(image.inside(["touch", "/usr/x"], user), capture_output=True, text=True)
            assert "Read-only file system" in tried.stderr, tried.stderr
        yield f"{image.name}: uid {state['Uid']}, no capabilities, its root read-only also for root"
    described = json.loads(fetch(proxy, "/api/openapi.json"))
    languages = next(one["schema"]["enum"] for one in described["paths"]["/api/response.csv"]["get"]["parameters"]
                     if one["name"] == "lang")  # fmt: skip
    drawn = [(f"/api/response.{form}?lang={one}", begins) for one in languages for form, begins in DRAWN.items()]
    for path, begins in (("/response", b"<!doctype"), ("/api/response.csv", b"table,"), *drawn):
        body = fetch(proxy, path)
        assert begins in body.lower()[:2000], body[:200]
        yield f"{path} through the proxy: {len(body)} bytes"


def fetch(proxy: Image, path: str) -> bytes:
    return subprocess.run(proxy.inside(["curl", "-fsS", "-m", "60", f"http://127.0.0.1:8080{path}"], proxy.user),
                          capture_output=True, check=True).stdout  # fmt: skip


def main() -> None:
    place, again = Path(sys.argv[1]).resolve(), sys.argv[2:] == ["--run"]
    stages = images(place)
    if not again:
        for image in stages:
            print(f"{image.name}: {image.release}", flush=True)
            bare(image)
            follow(image)
        os.execvp(ALONE[0], [*ALONE, sys.executable, "-m", "tests.images.bare_debian", str(place), "--run"])
    _do("ip", "link", "set", "lo", "up")
    spread(build_folder(), [place / "data"])
    processes = []
    for image in stages:
        follow(image, made=True)
        processes.append(start(image, place / "data"))
        print(f"{image.name}: healthy after {wait(image):.1f} s", flush=True)
    for line in checks(*stages, processes):
        print(line, flush=True)


if __name__ == "__main__":
    main()
