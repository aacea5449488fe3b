// The choices above the panels: radio buttons in a row, lists, how rows are counted behind what is chosen of it, and long lists
// to search in. A press goes the way of the filters', so that it shows at once and its view comes ahead of its run.
import { gone, received } from "./ahead.js";
import { pending, press } from "./filters.js";
import { element } from "./folds.js";
import { over } from "./over.js";
import { picker } from "./picker.js";
import { moved } from "./values.js";

const text = new TextDecoder();
let boxes = 0;

function made(root) {
  const box = element("div", { className: "choices" });
  const counted = fold();
  const way = element("a", { className: "way" });
  const row = { box, counted, way, groups: new Map() };
  row.show = (told) => show(row, told);
  root.append(box);
  return row;
}

// How rows are counted: a button that says what is chosen, and what it opens over the page.
function fold() {
  const box = element("div", { className: "counted" });
  const button = element("button", { type: "button" });
  const inside = element("div", { id: `choices-${++boxes}` });
  button.setAttribute("aria-controls", inside.id);
  box.append(button, inside);
  const { end } = over(box, button, (is) => { inside.hidden = !is; });
  return { box, button, inside, end };
}

// One of few, side by side: one stop of the Tab key, arrows move within.
function radios(choose) {
  const label = element("p", { id: `choices-${++boxes}`, className: "label" });
  const row = element("div", { className: "row", role: "radiogroup" });
  const box = element("div", { className: "choice" });
  row.setAttribute("aria-labelledby", label.id);
  box.append(label, row);
  const mark = (code) => {
    for (const one of row.children) {
      one.ariaChecked = String(one.value === code);
      one.tabIndex = one.value === code ? 0 : -1;
    }
  };
  row.onclick = ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    mark(button.value);
    choose([button.value]);
  };
  row.onkeydown = (event) => moved(event, [...row.children])?.focus();
  function show({ label: said, options, chosen }) {
    label.textContent = said;
    const held = new Map([...row.children].map((one) => [one.value, one]));
    options.forEach(([code, words], at) => {
      const button = held.get(code) ?? element("button", { type: "button", role: "radio", value: code });
      held.delete(code);
      button.textContent = words;
      if (row.children[at] !== button) row.insertBefore(button, row.children[at] ?? null);
    });
    for (const one of held.values()) one.remove();
    mark(chosen[0]);
  }
  return { box, show };
}

// One of many, in a list.
function list(choose) {
  const box = element("div", { className: "choice" });
  const select = element("select", { id: `choices-${++boxes}` });
  const label = element("label", { className: "label", htmlFor: select.id });
  box.append(label, select);
  select.onchange = () => choose(select.value ? [select.value] : []);
  function show({ label: said, options, chosen }) {
    label.textContent = said;
    const now = JSON.stringify(options);
    if (select.written !== now) {
      select.written = now;
      select.replaceChildren(...options.map(([value, textContent]) => element("option", { value, textContent })));
    }
    select.value = chosen.length === 1 ? chosen[0] : "";
  }
  return { box, show };
}

const KINDS = { radios, list, picker };

function show(row, told) {
  const { box, counted, groups, way } = row;
  const names = new Set(told.choices.map((one) => one.name));
  for (const [name, group] of groups) {
    if (!names.has(name)) {
      group.box.remove();
      groups.delete(name);
    }
  }
  const waiting = pending();
  for (const one of told.choices) {
    if (!groups.has(one.name)) groups.set(one.name, KINDS[one.kind]((codes) => choose(row, one.name, codes)));
    groups.get(one.name).show({ ...one, chosen: waiting[one.name] ?? one.chosen });
  }
  const boxesOf = (is) => told.choices.filter(is).map((one) => groups.get(one.name).box);
  const behind = boxesOf((one) => one.counted);
  counted.button.textContent = told.said ?? "";
  if (told.way) [way.textContent, way.href] = told.way;
  placed(box, [
    ...boxesOf((one) => !one.counted && one.kind !== "picker"),
    ...(behind.length ? [counted.box] : []),
    ...boxesOf((one) => one.kind === "picker"),
    ...(told.way ? [way] : []),
  ]);
  placed(counted.inside, behind);
}

function choose(row, name, codes) {
  if (!press(name, codes)) row.tell({ turn: 0, filters: { [name]: codes } });
}

function placed(box, parts) {
  for (const one of [...box.children]) if (!parts.includes(one)) one.remove();
  parts.forEach((part, at) => { if (box.children[at] !== part) box.insertBefore(part, box.children[at] ?? null); });
}

export default function (component) {
  const root = component.parentElement;
  const row = (root.choices ??= made(root));
  row.tell = (pressed) => component.setTriggerValue("pressed", pressed);
  const sent = text.decode(component.data);
  const told = JSON.parse(sent);
  if (told.name) received(row, sent);
  else row.show(told);
  return () => {
    if (root.isConnected) return;
    gone(row);
    row.counted.end();
  };
}
