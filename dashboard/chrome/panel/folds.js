// What is folded is made when it is opened, or when the page is printed; what is long is fetched then.
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

  // The rows of another view never stand below the line of this one.
  const emptied = () => {
    inside.replaceChildren();
    inside.written = "";
  };
  const filled = () => {
    const now = told;
    if (!now?.at || now.inside) return now && fill(inside, now);
    inside.style.minHeight = `${inside.offsetHeight}px`; // what is below stays where it is
    emptied();
    return come(now).finally(() => { inside.style.minHeight = ""; }).then(
      () => now === told && fill(inside, now),
      () => { if (now === told) inside.textContent = now.late; },
    );
  };
  head.onclick = () => { own = true; };
  box.ontoggle = () => box.open && filled();
  const has = async (id) => {
    if (told?.at) await come(told).catch(() => {});
    return told?.inside?.includes(`id='${id}'`);
  };
  const printed = () => {
    if (told?.at && !told.inside) told.inside = comeNow(told.at);
    filled();
    if (told?.at && !told.inside) inside.textContent = told.late;
  };
  const one = { box, printed, has, open: () => { box.open = true; filled(); } };
  folds.add(one);

  function show(now, open) {
    told = now;
    head.textContent = now.head;
    if (open !== asked && (open || !own)) box.open = open;
    asked = open;
    if (box.open) filled();
    else emptied();
  }
  return { box, show, drop: () => folds.delete(one) };
}

// Asked for once; what did not come is asked for again when it is wanted again.
function come(told) {
  told.coming ??= fetch(told.at).then(async (answer) => {
    if (!answer.ok) throw new Error(answer.status);
    told.inside = await answer.text();
  }).catch((fault) => {
    told.coming = null;
    throw fault;
  });
  return told.coming;
}

// A page that goes to paper waits for nothing that comes later.
function comeNow(address) {
  const asked = new XMLHttpRequest();
  asked.open("GET", address, false);
  try {
    asked.send();
  } catch {
    return "";
  }
  return asked.status === 200 ? asked.responseText : "";
}

document.addEventListener("paper", () => folds.forEach((one) => one.box.isConnected && one.printed()));
// A link may name what is inside a fold that is still empty.
document.addEventListener("wanted", ({ detail }) => folds.forEach(async (one) => (await one.has(detail)) && one.open()));
