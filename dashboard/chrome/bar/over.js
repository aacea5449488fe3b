// A button, and what it opens over the page: Escape, a press elsewhere or the focus elsewhere closes it. Gives what opens or
// closes it, and what ends it with its element.
export function over(box, button, show = () => {}) {
  const isOpen = () => button.ariaExpanded === "true";
  const open = (is) => {
    button.ariaExpanded = String(is);
    show(is);
  };
  const elsewhere = ({ target }) => { if (!box.contains(target)) open(false); };
  open(false);
  button.onclick = () => open(!isOpen());
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    event.stopPropagation();
    open(false);
    button.focus();
  });
  box.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget) elsewhere({ target: relatedTarget }); });
  document.addEventListener("pointerdown", elsewhere);
  return { open, end: () => document.removeEventListener("pointerdown", elsewhere) };
}
