// A field and the list of options below it, after the combobox pattern. The focus stays in the field: arrows point at an
// option, Home and End at the first and the last one as soon as one is pointed at, Enter takes it, Escape closes the list.
// While the options still answer an earlier text, Enter waits for those of what stands in the field, and takes the first.
export function combobox(field, values, take, opened = () => {}) {
  let active = null;
  let awaited = false;
  let entered = false;
  field.role = "combobox";
  field.ariaExpanded = "false";
  field.ariaAutoComplete = "list";
  field.setAttribute("aria-controls", values.id);
  values.role = "listbox";
  values.tabIndex = -1; // a list that scrolls would be a stop of the Tab key
  values.hidden = true;

  const options = () => [...values.querySelectorAll("[role=option]")].filter((one) => !one.hidden);
  const point = (option) => {
    active?.classList.remove("active");
    active = option ?? null;
    active?.classList.add("active");
    active?.scrollIntoView({ block: "nearest" });
    if (active) field.setAttribute("aria-activedescendant", active.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const expect = () => {
    point(null);
    awaited = true;
    entered = false;
  };
  const answered = () => {
    const due = entered;
    awaited = entered = false;
    if (due) options()[0]?.click();
  };
  const open = (is) => {
    values.hidden = !is;
    field.ariaExpanded = String(is);
    if (is) opened();
    else point(null);
  };

  field.addEventListener("blur", () => {
    entered = false;
    open(false);
  });
  field.addEventListener("keydown", (event) => {
    const moves = ["ArrowDown", "ArrowUp", ...(active ? ["Home", "End"] : [])];
    if (moves.includes(event.key)) {
      event.preventDefault();
      open(true);
      const all = options();
      const at = all.indexOf(active);
      const to = { ArrowDown: at + 1, ArrowUp: Math.max(at, 0) - 1, Home: 0, End: -1 }[event.key];
      point(all[(to + all.length) % all.length]);
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      active.click();
    } else if (event.key === "Enter" && awaited) {
      event.preventDefault();
      entered = true;
    } else if (event.key === "Escape" && !values.hidden) {
      event.preventDefault();
      event.stopPropagation();
      open(false);
    }
  });
  values.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  values.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) take(option);
  });
  return { open, options, point, expect, answered, awaited: () => awaited, active: () => active };
}
