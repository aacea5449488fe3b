"""The first chart on a cold and on a warm browser cache, straight from the server and through the compressing proxy."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from bench.clicks import CHROMIUM, FLAGS
from bench.measured import Measured, milliseconds
from bench.served import Server, free_port, product, real_base, served

ROUNDS = 5
CHART = ".st-key-figure_response .infolayer"
#: Milliseconds from the start of the navigation to the first frame with the forest in it.
_PAINTED = """
const look = (now) => {
  if (document.querySelector("CHART")) window.painted = now;
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
""".replace("CHART", CHART)
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


def run() -> Iterator[Measured]:
    with real_base(), product() as direct, proxy(direct) as proxied, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        cold: dict[str, list[float]] = {"direct": [], "proxied": []}
        warm: dict[str, list[float]] = {"direct": [], "proxied": []}
        moved: dict[tuple[str, str], tuple[float, int]] = {}
        for _ in range(ROUNDS):
            for way, server in (("direct", direct), ("proxied", proxied)):
                context = browser.new_context(viewport={"width": 1400, "height": 1000})
                for cache, times in (("cold", cold), ("warm", warm)):
                    spent, *moved[way, cache] = _visit(context, server)
                    times[way].append(spent)
                context.close()
        browser.close()
    for way in cold:
        yield from milliseconds(f"first chart, cold cache, {way}", cold[way])
        yield from milliseconds(f"first chart, warm cache, {way}", warm[way])
    for (way, cache), (megabytes, requests) in moved.items():
        yield Measured(f"transferred, {cache} cache, {way}", megabytes, "MB")
        yield Measured(f"requests, {cache} cache, {way}", requests, "")


def _visit(context: BrowserContext, server: Server) -> tuple[float, float, int]:
    """Milliseconds to the first chart; megabytes over the network, requests that reached it."""
    page = context.new_page()
    network, sizes, socket = context.new_cdp_session(page), [], []
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    network.on("Network.webSocketFrameReceived", lambda event: socket.append(len(event["response"]["payloadData"]) * 3 / 4))
    page.add_init_script(_PAINTED)
    page.goto(f"{server.address}/response", wait_until="commit")
    spent = page.wait_for_function("() => window.painted", timeout=60_000).json_value()
    page.wait_for_timeout(1500)
    page.close()
    reached = [size for size in sizes if size]
    return spent, (sum(reached) + sum(socket)) / 1e6, len(reached)


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
