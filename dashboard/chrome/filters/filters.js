// The filters at the side: toggle buttons, or for many values a box that searches them. They stay the same elements from
// view to view, so that focus and open folds stay; a press shows at once, before the server answers. Until the server says
// that it has taken a press in, what it says of the filters pressed meanwhile is overtaken; a press that it does not take
// in is sent again. What a press will show is asked for before it is sent, so that nothing is made twice.
import { ahead, askWith, isAwaited, leaves, painted, settled } from "./ahead.js";
import { picker } from "./picker.js";
import { search } from "./search.js";
import { buttons } from "./values.js";

const text = new TextDecoder();
const PATIENCE = 4000; // milliseconds until a press that no run takes in is sent again

function made(root) {
  const box = document.createElement("div");
  box.className = "filters";
  const more = document.createElement("details");
  more.append(document.createElement("summary"));
  const count = document.createElement("p");
  count.className = "count";
  box.append(more, count);
  const find = search();
  root.append(find.box, box);
  return { box, find, more, count, groups: new Map(), waiting: null, turn: Math.floor(Math.random() * 1e9), again: 0 };
}

let here = null; // the filters of this page

// A press on a filter, or on a choice of the page, wherever it stands; false where the page has no filters to take it in.
export function press(name, codes) {
  if (!here?.box.isConnected) return false;
  goes(here, name, codes);
  return true;
}

// What was pressed and is not taken in yet, values by names.
export const pending = () => (here?.box.isConnected && here.waiting?.filters) || {};

async function goes(side, name, codes) {
  const waiting = { turn: ++side.turn, filters: { ...side.waiting?.filters, [name]: codes } };
  wait(side, waiting);
  const shown = side.atOnce ? await ahead(side.view, waiting.filters) : null;
  if (side.waiting !== waiting || !side.box.isConnected) return;
  if (shown) {
    waiting.ahead = shown.there;
    show(side, shown.told);
    await painted();
    if (side.waiting !== waiting) return;
  }
  send(side);
}

function wait(side, waiting) {
  side.waiting = waiting;
  side.box.dataset.waiting = String(Boolean(waiting));
}

function send(side) {
  leaves();
  side.send(side.waiting);
  watch(side);
}

// A run that goes on may still take the press in; one more would break it off.
function watch(side) {
  clearTimeout(side.again);
  side.again = setTimeout(() => {
    if (!side.box.isConnected || !side.waiting) return;
    const running = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning";
    if (running) watch(side);
    else send(side);
  }, PATIENCE);
}

// Where what should be there is not: a press on nothing, whose run says all of it. One that is on its way has such a run.
const again = () => {
  if (!here.asks && !here.waiting) here.send({ turn: here.turn, filters: {} });
  here.asks = !here.waiting;
};
askWith(again);

// What a run says, with the last press that it has taken in: all of it, or that it is there from the answer before.
function received(side, said) {
  const taken = side.waiting?.turn === said.turn;
  if (taken) {
    wait(side, null);
    clearTimeout(side.again);
  }
  side.asks &&= Boolean(said.there);
  const told = said.there ? side.told : said;
  const isThere = told?.view === said.view;
  if (isThere && (taken || isAwaited(told.view))) show(side, told);
  if (!isThere) again();
  if (!side.waiting) settled(said.view);
}

function show(side, told) {
  [side.view, side.atOnce, side.count.textContent] = [told.view, told.at_once, told.count];
  document.documentElement.style.setProperty("--filters", JSON.stringify(told.way));
  side.find.show(told.search);
  side.more.querySelector("summary").textContent = told.more;
  if (!side.told && told.filters.some((one) => one.folded && one.chosen.length)) side.more.open = true;
  side.told = told;
  const names = new Set(told.filters.map((one) => one.name));
  for (const [name, group] of side.groups) {
    if (!names.has(name)) {
      group.box.remove();
      side.groups.delete(name);
    }
  }
  for (const one of told.filters) {
    const kind = one.searched ? picker : buttons;
    let group = side.groups.get(one.name);
    if (group?.kind !== kind) {
      group?.box.remove();
      group = { kind, ...kind((codes) => goes(side, one.name, codes)) };
      side.groups.set(one.name, group);
    }
    group.show({ ...one, chosen: side.waiting?.filters[one.name] ?? one.chosen });
  }
  const inside = (folded) => told.filters.filter((one) => one.folded === folded).map((one) => side.groups.get(one.name).box);
  ordered(side.box, [...inside(false), side.more, side.count]);
  ordered(side.more, [side.more.firstChild, ...inside(true)]);
  side.more.hidden = side.more.childElementCount === 1;
}

// What stands where it should is not moved: a moved element loses the focus.
function ordered(box, parts) {
  parts.forEach((part, at) => {
    if (box.children[at] !== part) box.insertBefore(part, box.children[at] ?? null);
  });
}

export default function (component) {
  const root = component.parentElement;
  const side = (here = root.side ??= made(root));
  side.send = (pressed) => component.setTriggerValue("pressed", pressed);
  received(side, JSON.parse(text.decode(component.data)));
}
