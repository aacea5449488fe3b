// The values of one filter as buttons, of which several can be chosen: their box, and what shows it anew.
import { element } from "./folds.js";

let boxes = 0;

function labelled() {
  const label = element("p", { id: `filter-${++boxes}`, className: "label" });
  const box = element("div", { className: "filter" });
  box.setAttribute("aria-labelledby", label.id);
  box.append(label);
  return { box, label };
}

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
  const { box, label } = labelled();
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
