// A plain click on the head of a row opens its card in place; any other click follows the link.
export default function (component) {
  const open = (event) => {
    const card = event.target.closest && event.target.closest("a.card");
    if (!card || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    component.setTriggerValue("facts", new URL(card.href).searchParams.getAll("fact"));
  };
  document.addEventListener("click", open);
  return () => document.removeEventListener("click", open);
}
