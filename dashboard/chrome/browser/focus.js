// The keyboard stays where it was: where a button goes away under the focus, the next one beside it takes over, else the
// heading of the page.
{
  let row = null;
  let at = 0;
  const buttons = () => [...(document.querySelector(row)?.querySelectorAll("button") ?? [])];
  addEventListener("focusin", (event) => {
    const chips = event.target.closest?.(".st-key-chips");
    row = chips && event.target.matches("button") ? ".st-key-chips" : null;
    if (row) at = buttons().indexOf(event.target);
  });
  new MutationObserver(() => {
    if (!row || (document.activeElement && document.activeElement !== document.body)) return;
    const left = buttons();
    const next = left[Math.min(at, left.length - 1)] ?? document.querySelector("[data-testid=stMain] :is(h1, h2, h3)");
    if (!next) return;
    if (!next.matches("button")) next.tabIndex = -1;
    next.focus();
  }).observe(document, { subtree: true, childList: true });
}
