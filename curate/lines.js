// The lines of a source: words that are selected in one of them, by mouse or keys, are given back with its place.
const row = (one, id) => {
  const line = document.createElement("li");
  line.id = `${id}-${one.number}`;
  line.value = one.number;
  line.dataset.at = one.at;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", String(one.here));
  line.classList.toggle("here", one.here);
  const place = document.createElement("b");
  place.textContent = one.at;
  const words = document.createElement("span");
  words.textContent = one.text;
  line.append(place, " ", words);
  return line;
};

const words = (line) => [...line.querySelector("span").textContent.matchAll(/\S+/g)];

// Where the keys stand: a line, and its words from one to another; no word yet is -1.
const stands = (list, spoken, line, from, to) => {
  Object.assign(list.dataset, { from, to });
  list.setAttribute("aria-activedescendant", line.id);
  list.querySelector(".stands")?.classList.remove("stands");
  line.classList.add("stands");
  line.scrollIntoView({ block: "nearest" });
  const found = words(line).slice(Math.min(from, to), Math.max(from, to) + 1);
  getSelection().removeAllRanges();
  if (from < 0 || !found.length) return (spoken.textContent = "");
  const text = line.querySelector("span").firstChild;
  const last = found.at(-1);
  getSelection().setBaseAndExtent(text, found[0].index, text, last.index + last[0].length);
  spoken.textContent = getSelection().toString();
};

const moved = (list, spoken, key, more) => {
  const line = list.querySelector(".stands") ?? list.querySelector(".here") ?? list.firstElementChild;
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[key];
  if (key === "ArrowDown" || key === "ArrowUp") {
    const begun = list.querySelector(".stands");
    const next = begun ? (step > 0 ? line.nextElementSibling : line.previousElementSibling) : line;
    stands(list, spoken, next ?? line, -1, -1);
    return;
  }
  const to = Math.max(0, Math.min(words(line).length - 1, Number(list.dataset.to ?? -1) + step));
  const from = more && Number(list.dataset.from) >= 0 ? Number(list.dataset.from) : to;
  stands(list, spoken, line, from, to);
};

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector("ol");
  const spoken = parentElement.querySelector("output");
  const shown = JSON.stringify(data.rows);
  if (list.dataset.shown !== shown) {
    list.dataset.shown = shown;
    list.replaceChildren(...data.rows.map((one) => row(one, data.id)));
    list.removeAttribute("aria-activedescendant");
    const here = list.querySelector(".here");
    list.scrollTop = here ? here.offsetTop - list.offsetTop - 60 : 0;
  }
  const take = () => {
    const chosen = getSelection();
    const line = chosen.anchorNode?.parentElement?.closest("li");
    const printed = chosen.toString().trim();
    if (line && printed && line.contains(chosen.focusNode)) setTriggerValue("chosen", { printed, at: line.dataset.at });
  };
  list.onmouseup = take;
  list.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") take();
    else if (event.key.startsWith("Arrow") && list.firstElementChild) moved(list, spoken, event.key, event.shiftKey);
    else return;
    event.preventDefault();
  };
}
