// Keys, clock and scale of a meeting in front of an audience. There is one listener at a time, and none after leaving.
const BY = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 };
// How small a drawing may get before it is scrolled instead, and how large; nothing shrinks below the width of a projector.
const [SMALLEST, LARGEST] = [0.7, 1.6];
// Pixels that the columns of a figure need beside each other, in its own scale.
const BROAD = 850;
const projected = matchMedia("(min-width: 1200px)");

const drawing = () => document.querySelector(".st-key-presented");
const answer = () => document.querySelector("details.folded");

// Marks what holds the figure, for the sheet: a rule that looked for it inside every element would be paid for at each change.
const mark = (drawn, figure) => {
  for (const one of drawn.querySelectorAll("[data-around]")) if (!one.contains(figure)) delete one.dataset.around;
  for (let one = figure?.parentElement; one && one !== drawn; one = one.parentElement) one.dataset.around = "";
};

// The drawing takes what question and answer leave of the window. Of a figure only the inside is scaled: one that knew of
// the scale would draw itself smaller, and its words over one another.
const fit = () => {
  const drawn = drawing();
  if (!drawn || !answer()) return;
  // Around the drawing, because lengths inside it are in its own scale.
  const top = drawn.parentElement.getBoundingClientRect().top;
  const room = window.innerHeight - top - answer().offsetHeight - 24;
  const figure = drawn.querySelector(".js-plotly-plot");
  mark(drawn, figure);
  if (!figure) return fitTable(drawn, room);
  const natural = Number(figure.querySelector(".main-svg")?.getAttribute("height"));
  if (!natural) return;
  const [least, most] = projected.matches ? [SMALLEST, Math.min(LARGEST, drawn.clientWidth / BROAD)] : [1, LARGEST];
  const wanted = Math.min(most, Math.max(least, room / natural));
  drawn.style.setProperty("--room", `${Math.floor(room)}px`);
  drawn.style.setProperty("--high", `${Math.floor(natural * wanted)}px`);
  drawn.style.setProperty("--scale", wanted);
  drawn.style.zoom = "";
  drawn.tabIndex = natural * wanted > room + 1 ? 0 : -1;
};

const high = (drawn) => [...drawn.children].reduce((sum, one) => sum + one.offsetHeight, 0);

const isWide = (drawn) => [...drawn.querySelectorAll(".evidence-scroll")].some((one) => one.scrollWidth > one.clientWidth + 1);

// A table wraps otherwise at each scale: the largest of these at which it fits, looked for once for each room and table.
// On a small screen it need not fit in height, and one too wide for any scale is scrolled.
const fitTable = (drawn, room) => {
  const asked = `${Math.floor(room)} ${window.innerWidth} ${drawn.textContent}`;
  if (drawn.fitted === asked) return;
  drawn.fitted = asked;
  drawn.style.setProperty("--room", "none");
  const fits = (scale) => {
    drawn.style.zoom = scale;
    return projected.matches ? high(drawn) * scale <= room : scale <= 1 && !isWide(drawn);
  };
  const scales = Array.from({ length: 10 }, (_, step) => LARGEST - step / 10);
  const scale = scales.find(fits) ?? (projected.matches ? SMALLEST : 1);
  drawn.style.zoom = scale;
  drawn.style.setProperty("--room", `${Math.floor(room / scale)}px`);
  drawn.tabIndex = high(drawn) * scale > room + 1 ? 0 : -1;
};

export default function (component) {
  const { club, step, last, part, parts, timer: named } = component.data;
  const root = component.parentElement;
  window.presented?.abort();
  const { signal } = (window.presented = new AbortController());

  const clock = root.querySelector("time");
  const name = `began-${club}`;
  clock.setAttribute("aria-label", named);
  if (!sessionStorage.getItem(name)) sessionStorage.setItem(name, Date.now());
  const tick = () => {
    if (!root.isConnected) return window.presented.abort();
    const seconds = Math.floor((Date.now() - Number(sessionStorage.getItem(name))) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    fit();
  };

  // The view and the part of it that were asked for last.
  let [wanted, piece] = [step, part];
  const go = (to, of = 1) => {
    if ((to === wanted && of === piece) || to < 0 || to > last) return;
    [wanted, piece] = [to, of];
    component.setTriggerValue("step", `${to}.${of}`);
  };
  const move = (by) => {
    const of = piece + by;
    if (wanted === step && of >= 1 && of <= parts) go(step, of);
    else go(Math.max(1, wanted + by));
  };
  const press = (event) => {
    if (!root.isConnected || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const { key, target } = event;
    if (target.closest?.("input, textarea, select, [contenteditable], [role=dialog]")) return;
    if (key === " " && target.closest?.("button, a, summary")) return;
    if (key.startsWith("Arrow") && target === drawing() && target.tabIndex === 0 && /Up|Down/.test(key)) return;
    if (key.toLowerCase() === "a" && answer()) answer().open = !answer().open;
    else if (key === "Escape") go(0);
    else if (key === "Home") go(1);
    else if (key === "End") go(last);
    else if (BY[key]) move(BY[key]);
    else return;
    event.preventDefault();
    fit();
  };

  document.addEventListener("keydown", press, { signal });
  document.addEventListener("toggle", fit, { signal, capture: true });
  addEventListener("resize", fit, { signal });
  tick();
  for (const [run, pause] of [[tick, 1000], [fit, 200]]) {
    const timer = setInterval(run, pause);
    signal.addEventListener("abort", () => clearInterval(timer));
  }
  return () => window.presented.abort();
}
