"""Servers that a bench measures: started on a free port of this machine, stopped in any case."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.build import publish
from etl.read import read_studies

ROOT = Path(__file__).parent.parent
STUDIES = ROOT / "data" / "studies"
PATIENCE = 60
_PROXY = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  gzip on; gzip_proxied any; gzip_comp_level 5; gzip_min_length 1000;
  gzip_types text/css text/javascript application/javascript application/json application/wasm image/svg+xml;
  map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass {behind}; proxy_http_version 1.1; proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;
    }}
  }}
}}
"""


@dataclass(frozen=True)
class Server:
    address: str
    process: subprocess.Popen


@contextmanager
def real_base() -> Iterator[str]:
    """The study files of this repository, published into a folder of their own; gives the data version."""
    before = os.environ.get("EVIDENCE_BUILD")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["EVIDENCE_BUILD"] = folder
        try:
            yield publish(read_studies(STUDIES), Path(folder))[0]
        finally:
            if before is None:
                del os.environ["EVIDENCE_BUILD"]
            else:
                os.environ["EVIDENCE_BUILD"] = before


@contextmanager
def product() -> Iterator[Server]:
    """The product as `make run` serves it, on the base of EVIDENCE_BUILD."""
    with app("app.py") as server:
        yield server


@contextmanager
def app(file: str) -> Iterator[Server]:
    """A Streamlit application of this repository."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", file, "--server.port", str(port)]
    with served(command, port, "/_stcore/health") as server:
        yield server


@contextmanager
def proxy(direct: Server) -> Iterator[Server]:
    """nginx in front of the server, compressing what it passes on."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if nginx is None:
        raise FileNotFoundError("nginx is not installed: apt-get install nginx-light (`make bench` does it)")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        port, config = free_port(), Path(folder) / "nginx.conf"
        config.write_text(_PROXY.format(folder=folder, port=port, behind=direct.address))
        with served([nginx, "-e", f"{folder}/error.log", "-c", str(config)], port, "/_stcore/health") as server:
            yield server


@contextmanager
def served(command: Sequence[str], port: int, health: str) -> Iterator[Server]:
    """A server of one command, once it answers."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(process, address + health)
            yield Server(address, process)
        except TimeoutError as fault:
            log.seek(0)
            raise TimeoutError(f"{fault}\n{log.read().decode(errors='replace')[-2000:]}") from None
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen, address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not answer within {PATIENCE} s, or its server ended")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
