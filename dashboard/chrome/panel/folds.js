// What is folded is made when it is opened, or when the page is printed.
const folds = new Set();

export function element(name, more = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(more)) key in made ? (made[key] = value) : made.setAttribute(key, value);
  return made;
}

// Markup that is there already stays as it is, with all that the reader did in it.
export function write(box, markup) {
  if (box.written === markup) return;
  box.written = markup;
  box.innerHTML = markup;
}

// A fold: its box, and what shows it anew. `fill` makes what is in it. What the reader opened or closed stays so, unless the
// page begins to ask for it to be open.
export function fold(name, fill) {
  const box = element("details", { className: `fold ${name}` });
  const head = element("summary");
  const inside = element("div");
  box.append(head, inside);
  let told;
  let own = false;
  let asked;

  const filled = () => told && fill(inside, told);
  head.onclick = () => { own = true; };
  box.ontoggle = () => box.open && filled();
  const one = { box, filled, open: () => { box.open = true; filled(); }, has: (id) => told?.inside?.includes(`id='${id}'`) };
  folds.add(one);

  function show(now, open) {
    told = now;
    head.textContent = now.head;
    if (open !== asked && (open || !own)) box.open = open;
    asked = open;
    if (box.open) filled();
    else inside.replaceChildren(), (inside.written = "");
  }
  return { box, show, drop: () => folds.delete(one) };
}

document.addEventListener("paper", () => folds.forEach((one) => one.box.isConnected && one.filled()));
// A link may name what is inside a fold that is still empty.
document.addEventListener("wanted", ({ detail }) => folds.forEach((one) => one.has(detail) && one.open()));
