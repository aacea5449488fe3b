"""The first chart on a cold and on a warm browser cache, straight from the server and through the compressing proxy."""

from collections.abc import Iterator

from playwright.sync_api import BrowserContext, sync_playwright

from bench.clicks import CHROMIUM, FLAGS
from bench.measured import Measured, milliseconds
from bench.served import Server, product, proxy, real_base

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
