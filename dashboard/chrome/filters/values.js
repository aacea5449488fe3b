// The values of one filter, of which several can be chosen. Each kind gives its box, and what shows it anew.
let boxes = 0;

function element(name, more = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(more)) key in made ? (made[key] = value) : made.setAttribute(key, value);
  return made;
}

function labelled(role) {
  const label = element("p", { id: `filter-${++boxes}`, className: "label" });
  const box = element("div", { className: "filter", role });
  box.setAttribute("aria-labelledby", label.id);
  box.append(label);
  return { box, label };
}

const turned = (chosen, code) => (chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);

// Which of these a key leads to from the one that has the focus; nothing where it is no key to move with.
export function moved(event, all) {
  const at = all.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return null;
  event.preventDefault();
  return all[(to + all.length) % all.length];
}

// Toggle buttons in a row: one stop of the Tab key, arrows move within. Values with nothing behind them wait behind "more".
export function buttons(press) {
  const { box, label } = labelled("group");
  const row = element("div", { className: "row" });
  const more = element("button", { type: "button", className: "more" });
  const held = new Map();
  let told;
  let open = false;

  const chosen = () => told.values.map((one) => one.code).filter((code) => held.get(code)?.ariaPressed === "true");
  const seen = () => [...row.children].filter((one) => !one.hidden);
  const reach = (one) => seen().forEach((other) => { other.tabIndex = other === one ? 0 : -1; });
  const mark = (button, pressed) => { button.ariaPressed = String(pressed); };

  row.onclick = ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    reach(button);
    mark(button, button.ariaPressed !== "true");
    press(chosen());
  };
  row.onkeydown = (event) => {
    const next = moved(event, seen());
    if (!next) return;
    reach(next);
    next.focus();
  };
  more.onclick = () => {
    open = !open;
    show(told);
  };

  function show(now) {
    told = now;
    label.textContent = now.label;
    label.hidden = !now.label;
    box.role = now.label ? "group" : null;
    const codes = new Set(now.values.map((one) => one.code));
    for (const [code, button] of held) {
      if (!codes.has(code)) {
        button.remove();
        held.delete(code);
      }
    }
    now.values.forEach(({ code, words, empty }, at) => {
      let button = held.get(code);
      if (!button) held.set(code, (button = element("button", { type: "button", tabIndex: -1 })));
      if (button.textContent !== words) button.textContent = words;
      button.title = now.help ?? "";
      button.hidden = empty && !open;
      mark(button, now.chosen.includes(code));
      if (row.children[at] !== button) row.insertBefore(button, row.children[at] ?? null);
    });
    if (!seen().some((one) => one.tabIndex === 0)) reach(seen()[0]);
    more.hidden = !now.values.some((one) => one.empty);
    more.textContent = open ? now.fewer : now.more;
    more.ariaExpanded = String(open);
  }

  box.append(row, more);
  return { box, show };
}

// A box that searches the values, after the combobox pattern; what is chosen stands above it, each with its way out.
export function list(press) {
  const { box, label } = labelled("group");
  const row = element("div", { className: "row" });
  const id = `${label.id}-values`;
  const field = element("input", { type: "text", autocomplete: "off", spellcheck: false, role: "combobox" });
  const values = element("ul", { id, role: "listbox", hidden: true });
  for (const one of [field, values]) one.setAttribute("aria-labelledby", label.id);
  field.setAttribute("aria-controls", id);
  field.setAttribute("aria-autocomplete", "list");
  values.setAttribute("aria-multiselectable", "true");
  let told;
  let active = null;

  const turn = (code) => {
    told.chosen = turned(told.chosen, code);
    press(told.chosen);
    show(told);
  };
  const seen = () => [...values.children].filter((one) => !one.hidden && one.role === "option");
  const point = (option) => {
    active?.classList.remove("active");
    active = option ?? null;
    active?.classList.add("active");
    active?.scrollIntoView({ block: "nearest" });
    if (active) field.setAttribute("aria-activedescendant", active.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const open = (is) => {
    values.hidden = !is;
    field.ariaExpanded = String(is);
    if (is) narrow();
    else point(null);
  };
  const narrow = () => {
    const words = field.value.trim().toLocaleLowerCase();
    for (const one of values.children) {
      one.hidden = words ? !one.textContent.toLocaleLowerCase().includes(words) : one.dataset.empty === "true";
    }
    if (active?.hidden) point(null);
  };

  field.onfocus = field.onclick = () => open(true);
  field.onblur = () => open(false);
  field.oninput = () => { open(true); point(seen()[0]); };
  field.onkeydown = (event) => {
    const all = seen();
    const at = all.indexOf(active);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      open(true);
      point(all[(at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + all.length) % all.length]);
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      field.value = "";
      turn(active.dataset.code);
    } else if (event.key === "Escape") {
      if (!values.hidden) event.stopPropagation();
      field.value = "";
      open(false);
    } else if (event.key === "Backspace" && !field.value && told.chosen.length) turn(told.chosen.at(-1));
  };
  values.onpointerdown = (event) => event.preventDefault(); // the field keeps the focus
  values.onclick = ({ target }) => {
    const option = target.closest("[role=option]");
    if (!option) return;
    field.value = "";
    turn(option.dataset.code);
  };
  row.onclick = ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    turn(button.dataset.code);
    (row.querySelector("button") ?? field).focus();
  };

  function show(now) {
    told = now;
    label.textContent = now.label;
    field.placeholder = now.any;
    const kept = active?.dataset.code;
    row.replaceChildren(...now.values.filter((one) => now.chosen.includes(one.code)).map(chip));
    values.replaceChildren(...now.values.map(option));
    field.ariaExpanded = String(!values.hidden);
    narrow();
    point(values.hidden ? null : seen().find((one) => one.dataset.code === kept));
  }
  function chip({ code, words }) {
    const button = element("button", { type: "button", textContent: `${words} ×`, title: told.remove });
    button.dataset.code = code;
    return button;
  }
  function option({ code, words, empty }, at) {
    const made = element("li", { role: "option", id: `${id}-${at}`, textContent: words });
    made.ariaSelected = String(told.chosen.includes(code));
    Object.assign(made.dataset, { code, empty });
    return made;
  }

  box.append(row, field, values);
  return { box, show };
}
