// On paper: what is folded on the screen is open, and the foot of each page says where the view is and which page it is.
{
  let opened = [];
  const foot = document.createElement("style");
  const quoted = (text) => JSON.stringify(text).replace(/</g, "\\3c ");
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("[data-testid=stMain] details:not([open])")];
    for (const one of opened) one.open = true;
    foot.textContent = `@page {
      @bottom-left { content: ${quoted(decodeURIComponent(location.href))}; font-size: 7pt; width: 85%; vertical-align: top; }
      @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; vertical-align: top; }
    }`;
    document.head.append(foot);
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
    foot.remove();
  });
}
