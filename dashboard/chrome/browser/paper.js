// On paper: what is folded on the screen is open, a figure is no higher than a page, and the foot of each page says where
// the view is and which page it is.
{
  // Pixels that a page is high where it is as wide as a figure, upright and across; and how small a figure may get.
  const [UPRIGHT, ACROSS, SMALLEST] = [1380, 640, 0.4];
  const foot = document.createElement("style");
  let opened = [];
  const quoted = (text) => JSON.stringify(text).replace(/</g, "\\3c ");
  const scale = (high, page) => Math.max(SMALLEST, Math.min(1, page / high));

  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("[data-testid=stMain] details:not([open])")];
    for (const one of opened) one.open = true;
    for (const one of document.querySelectorAll('[class*="st-key-figure"]')) {
      one.style.setProperty("--upright", scale(one.offsetHeight, UPRIGHT));
      one.style.setProperty("--across", scale(one.offsetHeight, ACROSS));
    }
    foot.textContent = `@page {
      margin: 8mm 8mm 14mm;
      @bottom-left { content: ${quoted(decodeURI(location.href))}; font-size: 7pt; width: 86%; }
      @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; width: 14%; text-align: right; }
    }`;
    document.head.append(foot);
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
    foot.remove();
  });
}
