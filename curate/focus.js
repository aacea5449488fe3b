// Where the keyboard stands, and what it finds there: after a line was added or turned to, its first field; a value that came
// from the bench is selected, so that typing replaces it and is never put behind it.
const FIELD = "[data-testid=stTextInputField]";
const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
const typed = new WeakMap();

// The place for dropped files is a group: it has a name, and so cannot be for show alone.
const group = () => document.querySelector("[data-testid=stFileUploaderDropzone][role=presentation]")?.setAttribute("role", "group");

const changed = ({ target }) => {
  if (target === document.activeElement && target.matches(FIELD) && target.value !== typed.get(target)) target.select();
};

// What the field means that has the keyboard, at the foot of the page and for those who hear it.
const explain = ({ target }) => {
  const said = document.getElementById("field-meaning");
  if (!said) return;
  const names = target.closest?.("[class*=st-key-]")?.className.split(" ") ?? [];
  const name = names.find((one) => one.startsWith("st-key-"))?.slice(7);
  said.textContent = (name && window.meanings?.[name]) || "";
  if (said.textContent) target.setAttribute("aria-describedby", said.id);
};

// A shortcut turns to another line: what was typed is told first, and nothing more goes into the line that is left.
const leave = ({ key, ctrlKey, metaKey }) => {
  if (key === "Enter" && (ctrlKey || metaKey)) document.activeElement?.blur();
};

if (!window.watching) {
  window.watching = true;
  addEventListener("focusin", explain);
  addEventListener("keydown", leave, true);
  addEventListener("input", ({ target }) => typed.set(target, target.value), true);
  new MutationObserver((found) => {
    group();
    found.filter((one) => one.attributeName === "value").forEach(changed);
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["role", "value"] });
}

// A field of a line that was turned to may be a moment in coming.
const whenThere = (key, found, tries = 40) => {
  const input = document.querySelector(`.st-key-${CSS.escape(key)} input`);
  if (input) found(input);
  else if (tries) setTimeout(() => whenThere(key, found, tries - 1), 50);
};

// A proposal is typed into its field as a person would and saved with Enter; a field that holds anything is left alone,
// unless the person chose that value for it.
const type = (input, value, over) => {
  if (!over && input.value) return;
  setter.call(input, value);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  if (input === document.activeElement) input.select();
};

// What stands in the field is selected, so that typing replaces it, and is read from its beginning.
const stand = (input) => {
  input.focus();
  input.select();
  input.scrollLeft = 0;
};

export default function ({ data }) {
  group();
  window.meanings = data.meanings;
  for (const { turn, over, fields } of Object.values(data.proposed ?? {}).sort((one, other) => one.turn - other.turn)) {
    if (turn <= (window.lastProposed ?? 0)) continue;
    window.lastProposed = turn;
    Object.entries(fields).forEach(([key, value]) => whenThere(key, (input) => type(input, value, over)));
  }
  if (data.sent && data.sent.turn !== window.lastTurn) {
    window.lastTurn = data.sent.turn;
    whenThere(data.sent.field, stand);
  }
}
