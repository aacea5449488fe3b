// A box that searches a list of which some are chosen; each of these stands above it with its way out. Of a long list the
// server says what fits the text.
import { combobox } from "./combobox.js";
import { element } from "./folds.js";

const PAUSE = 200; // milliseconds without a letter after which the server is asked
let boxes = 0;

export function picker(choose) {
  const id = `picker-${++boxes}`;
  const label = element("label", { id: `${id}-label`, className: "label", htmlFor: id });
  const row = element("div", { className: "row" });
  const field = element("input", { id, type: "text", autocomplete: "off", spellcheck: false });
  const values = element("ul", { id: `${id}-values` });
  const box = element("div", { className: "filter picker", role: "group" });
  for (const one of [box, values]) one.setAttribute("aria-labelledby", label.id);
  box.append(label, row, field, values);
  const chips = new Map();
  let told;
  let later;
  let asked = null;
  let listed = ""; // where the options that are listed come from
  let words = {}; // of every value that was ever seen, by its code

  const list = combobox(field, values, ({ dataset }) => { if (dataset.code) turn(dataset.code); }, opened);
  field.onfocus = field.onclick = () => list.open(true);
  field.oninput = () => {
    clearTimeout(later);
    asked?.abort();
    asked = null;
    list.expect();
    later = setTimeout(() => list.open(true), told.at ? PAUSE : 0);
  };
  field.onblur = () => { field.value = ""; };
  field.onkeydown = (event) => {
    if (event.key === "Escape") field.value = "";
    if (event.key === "Backspace" && !field.value && told.chosen.length) turn(told.chosen.at(-1));
  };
  row.onclick = ({ target }) => {
    const chip = target.closest("button");
    if (!chip) return;
    turn(chip.value);
    (row.querySelector("button") ?? field).focus();
  };

  function turn(code) {
    const { chosen, most } = told;
    const rest = chosen.filter((one) => one !== code);
    const added = most === 1 ? [code] : [...chosen, code];
    const now = rest.length < chosen.length ? rest : added;
    if (now.length > (most ?? Infinity)) return;
    field.value = "";
    choose(now);
    show({ ...told, chosen: now });
    if (most === 1) list.open(false);
  }

  function opened() {
    if (told.at) ask();
    else narrow();
  }
  // Whatever is typed is found among all values; without a word those stand there that lead somewhere.
  function narrow() {
    const sought = field.value.trim().toLocaleLowerCase();
    write(told.values.filter((one) => (sought ? one.words.toLocaleLowerCase().includes(sought) : !one.empty)));
  }
  async function ask() {
    const from = `${told.at}&text=${encodeURIComponent(field.value.trim())}`;
    if (from === listed) return settled();
    asked?.abort();
    const mine = (asked = new AbortController());
    try {
      const answer = await fetch(from, { signal: mine.signal });
      const found = answer.ok ? await answer.json() : { values: [], more: told.failed };
      if (mine !== asked) return;
      listed = answer.ok ? from : "";
      write(found.values, found.more);
    } catch {
      if (mine === asked) write([]); // the line is down, which the page says by itself
    }
  }

  function write(some, more = "") {
    const kept = list.active()?.dataset.code;
    keep(some);
    list.point(null);
    values.replaceChildren(...some.map(option), ...(more ? [element("li", { className: "more", role: "presentation", textContent: more })] : []));
    settled(kept);
  }
  // The options answer what stands in the field.
  function settled(kept = list.active()?.dataset.code) {
    mark();
    if (!values.hidden) list.point(list.options().find((one) => one.dataset.code === kept) ?? (field.value ? list.options()[0] : null));
    list.answered();
  }
  function option({ code, words: said }, at) {
    const made = element("li", { role: "option", id: `${id}-${at}`, textContent: said });
    made.dataset.code = code;
    return made;
  }
  function mark() {
    const full = told.most > 1 && told.chosen.length >= told.most;
    for (const one of list.options()) {
      one.ariaSelected = String(told.chosen.includes(one.dataset.code));
      one.ariaDisabled = full && one.ariaSelected === "false" ? "true" : null;
    }
  }
  const keep = (some) => some.forEach((one) => { words[one.code] = one.words; });

  function show(now) {
    told = now;
    label.textContent = now.label;
    field.placeholder = now.any;
    if (now.most === 1) values.removeAttribute("aria-multiselectable");
    else values.setAttribute("aria-multiselectable", "true");
    keep(now.values);
    for (const [code, chip] of chips) {
      if (now.chosen.includes(code)) continue;
      chip.remove();
      chips.delete(code);
    }
    now.chosen.forEach((code, at) => {
      const chip = chips.get(code) ?? element("button", { type: "button", value: code });
      chips.set(code, chip);
      Object.assign(chip, { textContent: `${words[code] ?? code} ×`, title: now.remove });
      if (row.children[at] !== chip) row.insertBefore(chip, row.children[at] ?? null);
    });
    if (!values.hidden) opened();
  }
  return { box, show };
}
