// Back and forward: a link costs one step, and each step is found where it was left.
{
  const acts = ["pointerdown", "keydown", "click", "wheel", "touchstart"];
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  const main = () => document.querySelector("[data-testid=stMain]");
  // A browser may refuse its storage, inside the page of another site above all: then a step is found at its top.
  const stored = (use) => {
    try {
      return use(sessionStorage);
    } catch {
      return null;
    }
  };
  const places = JSON.parse(stored((storage) => storage.getItem("places")) ?? "{}");
  let here = location.href;
  let touched = false;
  let waiting = 0;

  const keep = () => {
    if (!main() || waiting) return;
    places[here] = Math.round(main().scrollTop);
    stored((storage) => storage.setItem("places", JSON.stringify(places)));
  };

  // What the page writes into its address before the reader has done anything completes the link that was opened.
  history.pushState = (state, title, address) => {
    if (touched) keep();
    (touched ? push : replace)(state, title, address);
    here = location.href;
  };

  const stop = () => {
    clearInterval(waiting);
    waiting = 0;
  };
  // The page is made anew after each step: it is scrolled once it is long enough, unless the reader scrolls first.
  const restore = () => {
    stop();
    const top = places[here] ?? 0;
    let times = 0;
    waiting = setInterval(() => {
      const page = main();
      if (page && page.scrollHeight - page.clientHeight >= top) page.scrollTop = top;
      times += 1;
      const over = document.querySelector("[data-test-script-state=notRunning]") && page?.scrollTop === top;
      if (times > 100 || (over && times > 8)) stop();
    }, 100);
  };

  for (const act of acts)
    addEventListener(act, () => { touched = true; stop(); }, { capture: true, passive: true });
  // A link to another view is shown as a step forward: by one run, from its top. Without a line the browser loads it.
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a.way");
    const connected = document.querySelector("[data-test-connection-state=CONNECTED]");
    if (!link || !connected || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.href === location.href) return;
    history.pushState({}, "", link.href);
    delete places[here];
    restore();
    dispatchEvent(new PopStateEvent("popstate"));
  });
  addEventListener("popstate", () => {
    keep();
    here = location.href;
    touched = true;
    restore();
  });
  addEventListener("pagehide", keep);
  if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") restore();
}
