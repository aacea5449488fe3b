// The box that searches everything: it asks while one types, and lists what is found by its kind. Each hit is a link to its
// page with the reader's filters kept; of a kind with many hits the last option unfolds the rest.
import { combobox } from "./combobox.js";
import { element } from "./folds.js";

const PAUSE = 200; // milliseconds without a letter after which it asks
let boxes = 0;

export function search() {
  const id = `search-${++boxes}`;
  const box = element("div", { className: "search" });
  const field = element("input", { type: "search", autocomplete: "off", spellcheck: false, maxLength: 80 });
  const under = element("div", { className: "found", hidden: true });
  const said = element("div", { role: "status" });
  const hits = element("div", { id });
  under.append(said, hits);
  box.append(field, under);
  let told;
  let later;
  let asked = null;
  let whole = []; // the kinds whose hits are all listed

  const list = combobox(field, hits, take, () => { under.hidden = !field.value; });
  const close = () => {
    list.open(false);
    under.hidden = true;
  };
  field.addEventListener("blur", close);
  field.onfocus = field.onclick = () => { if (said.hasChildNodes() || hits.hasChildNodes()) list.open(true); };
  field.oninput = () => {
    clearTimeout(later);
    asked?.abort();
    asked = null;
    list.expect();
    whole = [];
    later = setTimeout(ask, PAUSE);
  };
  field.onkeydown = (event) => {
    if (event.key === "Enter" && !list.active() && !list.awaited()) list.options()[0]?.click();
    if (event.key !== "Escape") return;
    if (under.hidden) field.value = "";
    else event.preventDefault();
    close();
  };

  function take(option) {
    if (!option.dataset.kind) return left();
    whole.push(option.dataset.kind);
    return ask(list.options().indexOf(option));
  }
  function left() {
    field.value = "";
    written({ said: [], groups: [] });
    close();
  }

  async function ask(place = -1) {
    asked?.abort();
    const mine = (asked = new AbortController());
    if (!field.value.trim()) {
      written({ said: [], groups: [] });
      return list.answered();
    }
    const query = new URLSearchParams([["text", field.value], ...whole.map((kind) => ["whole", kind])]);
    try {
      const answer = await fetch(`${told.at}&${query}`, { signal: mine.signal });
      const found = answer.ok ? await answer.json() : { said: [told.failed], groups: [] };
      if (mine !== asked) return;
      written(found);
      if (document.activeElement === field) list.open(true);
      if (place >= 0) list.point(list.options()[place]);
      list.answered();
    } catch {
      if (mine === asked) written({ said: [told.failed], groups: [] });
    }
  }

  function written(found) {
    let at = 0;
    const option = (name, more) => element(name, { role: "option", id: `${id}-${++at}`, tabIndex: -1, ...more });
    said.replaceChildren(...found.said.map((textContent) => element("p", { textContent })));
    list.point(null);
    hits.replaceChildren(...found.groups.map(({ kind, head, hits: some, more }, place) => {
      const group = element("div", { role: "group" });
      const label = element("p", { id: `${id}-kind-${place}`, textContent: head });
      group.setAttribute("aria-labelledby", label.id);
      group.append(label, ...some.map(({ label: words, without, href }) => {
        const hit = option("a", { className: "way", href, textContent: words });
        if (without) hit.append(element("small", { textContent: ` ${without}` }));
        return hit;
      }));
      if (more) {
        const rest = option("div", { className: "more", textContent: more });
        rest.dataset.kind = kind;
        group.append(rest);
      }
      return group;
    }));
    under.hidden = !found.said.length && !found.groups.length;
  }

  function show(now) {
    told = now;
    field.ariaLabel = hits.ariaLabel = now.label;
    field.placeholder = now.hint;
  }
  return { box, field, show };
}
