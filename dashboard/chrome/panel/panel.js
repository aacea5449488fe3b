// A panel: question, answer, figure, small print, what can be taken away, the table and how a number was computed. It stays
// the same elements from view to view, so that focus, zoom and open folds stay; what is equal is not made again.
import { row } from "./actions.js";
import { gone, received } from "./ahead.js";
import { dropped, figure } from "./drawing.js";
import { element, fold, write } from "./folds.js";

const text = new TextDecoder();
const COPIED = 2000; // milliseconds for which a button says that it has copied

function made(root) {
  const box = element("div", { className: "panel" });
  const panel = {
    box,
    head: element("h3"),
    answer: element("div"),
    place: element("div"),
    matrix: element("div"),
    whole: element("details", { className: "fold whole" }),
    small: element("div"),
    hint: element("p", { className: "footnote" }),
    actions: row(() => panel.tell("collect", true)),
    table: fold("table", (inside, told) => write(inside, told.inside)),
    computed: fold("computed", worked),
  };
  panel.whole.append(element("summary"), element("div", { className: "panel" }));
  panel.show = (told) => show(panel, told);
  root.append(box);
  return panel;
}

// How a number was computed, each step said and then as lines of R and of Python.
function worked(inside, told) {
  const now = JSON.stringify(told);
  if (inside.written === now) return;
  inside.written = now;
  inside.replaceChildren(...told.worked.flatMap(([said, ...codes]) => {
    const words = element("div");
    words.innerHTML = said;
    return [words, ...codes.map((code) => program(code, told))];
  }));
}

function program(code, told) {
  const lines = element("pre", { tabIndex: 0 });
  const copy = element("button", { type: "button", textContent: told.copy });
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(code);
      copy.textContent = told.copied;
      setTimeout(() => { copy.textContent = told.copy; }, COPIED);
    } catch {
      getSelection().selectAllChildren(lines.firstChild);
    }
  };
  lines.append(element("code", { textContent: code }));
  const box = element("div", { className: "program" });
  box.append(lines, copy);
  return box;
}

// The figure stands in a box of its layout: what was laid out for the other screen is not kept.
function drawn(panel, told) {
  if (panel.figure && (!told.figure || panel.layout !== told.layout)) {
    dropped(panel.figure);
    panel.figure = null;
    panel.place.replaceChildren();
  }
  if (!told.figure) return;
  if (!panel.figure) {
    const box = element("div", { className: `st-key-${told.layout}_${told.name}` });
    panel.place.append(box);
    panel.figure = figure(box);
    panel.layout = told.layout;
  }
  panel.place.className = `st-key-figure_${told.name}`;
  panel.figure.open = (facts) => panel.tell("facts", facts);
  panel.figure.show(told.figure);
}

// What stands where it should is not moved: a moved element loses the focus.
function ordered(box, parts) {
  for (const one of [...box.children]) if (!parts.includes(one)) one.remove();
  parts.forEach((part, at) => {
    if (box.children[at] !== part) box.insertBefore(part, box.children[at] ?? null);
  });
}

function show(panel, told) {
  const { head, answer, place, matrix, whole, small, hint, actions, table, computed } = panel;
  if (told.question) {
    head.id = told.name;
    head.textContent = told.question;
  }
  write(answer, told.answer ?? "");
  write(matrix, told.matrix ?? "");
  matrix.className = `matrix st-key-figure_${told.name}`;
  write(small, told.small ?? "");
  hint.textContent = told.hint ?? "";
  if (told.actions) actions.show(told.actions, Boolean(told.figure || told.matrix));
  if (told.fold) table.show(told.fold, Boolean(told.open || told.named));
  if (told.computed) computed.show(told.computed, false);
  const said = [told.question && head, told.answer && answer];
  const shown = [
    told.figure && place, told.matrix && matrix, told.small && small, told.hint && hint, told.actions && actions.box,
    told.fold && table.box, told.computed && computed.box,
  ].filter(Boolean);
  whole.firstChild.textContent = told.folded ?? "";
  if (told.folded) ordered(whole.lastChild, shown);
  ordered(panel.box, [...said, ...(told.folded ? [whole] : shown)].filter(Boolean));
  drawn(panel, told);
}

export default function (component) {
  const root = component.parentElement;
  const panel = (root.panel ??= made(root));
  panel.tell = (event, value) => component.setTriggerValue(event, value);
  received(panel, text.decode(component.data));
  return () => {
    if (root.isConnected) return;
    gone(panel);
    if (panel.figure) dropped(panel.figure);
    panel.table.drop();
    panel.computed.drop();
  };
}
