"""The stages of the Dockerfile as folders: debootstrap makes the bare Debian, the steps are followed in it by chroot."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
#: Steps that say how an image is run; nothing is done for them.
RUN_TIME = ("EXPOSE", "HEALTHCHECK", "CMD")


@dataclass
class Image:
    """A stage of the Dockerfile, as far as it has been followed."""

    name: str
    release: str
    root: Path
    steps: list[tuple[str, str]] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=lambda: {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})
    place: str = "/"
    user: str = "root"

    def inside(self, command: list[str], user: str = "", **more: str) -> list[str]:
        """A command in the folder of the image; as a user it has no capability and can get none."""
        given = [f"{name}={value}" for name, value in (self.env | more).items()]
        drop = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all",
                "--no-new-privs"] if user else []  # fmt: skip
        return ["chroot", str(self.root), *drop, "env", "-i", f"--chdir={self.place}", *given, *command]

    def ids(self) -> tuple[int, int]:
        """Numbers of its user and group."""
        _, _, uid, gid, *_ = re.search(rf"^{self.user}:.*$", (self.root / "etc/passwd").read_text(), re.M)[0].split(":")
        return int(uid), int(gid)

    def health(self) -> list[str]:
        return json.loads(re.search(r"CMD (\[.*\])", dict(self.steps)["HEALTHCHECK"])[1])


def images(folder: Path) -> list[Image]:
    """The stages of the Dockerfile with their steps, continued lines joined, comments left out."""
    lines = [line for line in (DEPLOY / "Dockerfile").read_text().splitlines() if not line.lstrip().startswith("#")]
    found: list[Image] = []
    given: dict[str, str] = {}
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        step, _, rest = line.partition(" ")
        if step == "ARG" and not found:
            name, _, value = rest.partition("=")
            given["${" + name + "}"] = value
        elif step == "FROM":
            system, _, name = rest.partition(" AS ")
            system = given.get(system, system).partition("@")[0]
            assert system.startswith("debian:"), f"FROM {system}: expected a release of Debian"
            found.append(Image(name, system.removeprefix("debian:").removesuffix("-slim"), folder / name))
        elif step:
            found[-1].steps.append((step, rest))
    return found


def mirror(release: str) -> str:
    """Where this machine itself takes that release from."""
    for file in sorted(Path("/etc/apt").rglob("*.sources")):
        for part in file.read_text().split("\n\n"):
            said = dict(re.findall(r"^(\w[\w-]*):[ \t]*(.+)$", part, re.M))
            if release in said.get("Suites", "").split():
                return said["URIs"].split()[0]
    for file in sorted(Path("/etc/apt").rglob("*.list")):
        if found := re.search(rf"^deb (?:\[[^]]*\] )?(\S+) {release} ", file.read_text(), re.M):
            return found[1]
    raise SystemExit(f"no source of {release} in /etc/apt; run this on a Debian {release}")


def bare(image: Image) -> None:
    """A Debian with nothing added, with this machine's ways to its mirrors."""
    first = image.root.parent / image.release
    if not (first / "etc/debian_version").exists():
        subprocess.run(["debootstrap", "--variant=minbase", image.release, first, mirror(image.release)], check=True)
    shutil.rmtree(image.root, ignore_errors=True)
    subprocess.run(["cp", "-a", first, image.root], check=True)
    shutil.rmtree(image.root / "etc/apt")
    shutil.copytree("/etc/apt", image.root / "etc/apt", symlinks=True)
    shutil.copy("/etc/resolv.conf", image.root / "etc/resolv.conf")
    shutil.copy("/etc/ssl/certs/ca-certificates.crt", image.root / "var/tmp/machine.crt")


def packages() -> tuple[dict[str, str], list[str]]:
    """How this machine's pip finds packages: as variables, and the folders that they name, an index with its files."""
    said = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True).stdout
    found = re.findall(r"^(?:global|user|site|:env:)\.([\w-]+)='(.*)'$", said, re.M)
    settings = {f"PIP_{name.upper().replace('-', '_')}": value for name, value in found} | {
        "PIP_CERT": "/var/tmp/machine.crt"
    }
    places = re.findall(r"(?:file://|(?<=\s)|^)(/[^\s:]+)", " ".join(value for _, value in found))
    return settings, sorted({place.removesuffix("/simple") for place in places if Path(place).is_dir()})


def follow(image: Image, made: bool = False) -> None:
    """Every step of the stage in order; where its folder is `made` already, only those that change what comes later."""
    for step, rest in image.steps:
        if step == "ENV":
            name, _, value = rest.partition("=")
            image.env[name] = value
        elif step == "WORKDIR":
            image.place = rest
            (image.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif step == "USER":
            image.user = rest
        elif step in ("RUN", "COPY") and not made:
            print(f"  {step} {rest[:110]}", flush=True)
            _run(image, rest) if step == "RUN" else _copy(image, *rest.split())
        elif step not in ("RUN", "COPY", *RUN_TIME):
            raise SystemExit(f"{step}: this script does not know that step; teach it, or take it out of the Dockerfile")


def _run(image: Image, command: str) -> None:
    settings, places = packages()
    _mounted(image, places, image.inside(["/bin/sh", "-c", command], DEBIAN_FRONTEND="noninteractive", **settings))


def _mounted(image: Image, places: list[str], command: list[str]) -> None:
    """A command with /proc, /dev and some folders of this machine; the mounts end with it."""
    mounts = [f"mount -t proc proc {image.root}/proc", f"mount --rbind /dev {image.root}/dev"]
    mounts += [f"mkdir -p {image.root}{place} && mount --rbind {place} {image.root}{place}" for place in places]
    script = " && ".join([*mounts, shlex.join(command)])
    subprocess.run(["unshare", "--mount", "--propagation=private", "sh", "-c", script], check=True)


def _copy(image: Image, *names: str) -> None:
    *sources, target = names
    place = image.root / os.path.join(image.place, target).lstrip("/")
    for source in (ROOT / one for one in sources):
        if source.is_dir():
            shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__", "secrets.toml"), dirs_exist_ok=True)
        else:
            into = place / source.name if target.endswith("/") else place
            into.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, into)
