// The list of pages on a narrow window: a button opens it below the bar; a choice, Escape or a press elsewhere closes it.
{
  const root = document.documentElement;
  const button = () => document.querySelector("button.menu");
  const set = (open) => {
    root.dataset.menu = open ? "open" : "closed";
    button()?.setAttribute("aria-expanded", String(open));
  };
  addEventListener("click", (event) => {
    if (event.target.closest?.("button.menu")) set(root.dataset.menu !== "open");
    else if (root.dataset.menu === "open") set(false);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || root.dataset.menu !== "open") return;
    set(false);
    button()?.focus();
  });
}
