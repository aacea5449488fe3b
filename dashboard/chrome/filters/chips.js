// The filters that are on, as a sentence, each with its own way out; the name of the window goes with them.
import { elsewhere, gone, received } from "./ahead.js";
import { pending, press } from "./filters.js";
import { element } from "./folds.js";

const text = new TextDecoder();

function made(root) {
  const box = element("div", { className: "chips" });
  const chips = { box, root, held: new Map() };
  chips.show = (told) => {
    document.title = told.title;
    chips.told = told;
    draw(chips);
  };
  root.append(box);
  return chips;
}

// Those of a press that is on its way are gone already.
function draw(chips) {
  const { box, held, told } = chips;
  const waiting = pending();
  const on = told.chips.filter(({ name, code }) => waiting[name]?.includes(code) ?? true);
  const parts = on.flatMap(({ name, code, words }, at) => [
    element("span", { className: "joint", textContent: at ? told.joints[name === on[at - 1].name ? "or" : "and"] : told.joints.first }),
    button(chips, `${name} ${code}`, `${words} ×`, told.help, () => off(chips, name, code)),
  ]);
  for (const [name, words] of told.other) parts.push(button(chips, `other ${name}`, words, "", () => tell(chips, "other", name)));
  if (parts.length) parts.push(button(chips, "reset", told.reset, "", () => tell(chips, "reset", true)));
  const keys = new Set(parts.map((one) => one.dataset.key));
  for (const key of held.keys()) if (!keys.has(key)) held.delete(key);
  for (const one of [...box.children]) if (!parts.includes(one)) one.remove();
  parts.forEach((part, at) => { if (box.children[at] !== part) box.insertBefore(part, box.children[at] ?? null); });
  chips.root.closest("[data-testid=stElementContainer]").hidden = !parts.length;
}

function button(chips, key, words, title, onclick) {
  const made = chips.held.get(key) ?? element("button", { type: "button" });
  chips.held.set(key, made);
  made.dataset.key = key;
  Object.assign(made, { title, onclick });
  if (made.textContent !== words) made.textContent = words;
  return made;
}

function off(chips, name, code) {
  const on = pending()[name] ?? chips.told.chips.filter((one) => one.name === name).map((one) => one.code);
  const left = on.filter((one) => one !== code);
  if (press(name, left)) draw(chips);
  else tell(chips, "pressed", { turn: 0, filters: { [name]: left } });
}

function tell(chips, event, value) {
  elsewhere();
  chips.tell(event, value);
}

export default function (component) {
  const root = component.parentElement;
  const chips = (root.chips ??= made(root));
  chips.tell = (event, value) => component.setTriggerValue(event, value);
  received(chips, text.decode(component.data));
  return () => root.isConnected || gone(chips);
}
