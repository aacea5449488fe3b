// Keys, clock and scale of a meeting in front of an audience. There is one listener at a time, and none after leaving.
const BY = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 };
// How small a drawing may get before it is scrolled instead, and how large.
const [SMALLEST, LARGEST] = [0.7, 1.6];

const drawing = () => document.querySelector(".st-key-presented");
const answer = () => document.querySelector("details.folded");

// The drawing takes what question and answer leave of the window. Of a figure only the inside is scaled: one that knew of
// the scale would draw itself smaller, and its words over one another.
const fit = () => {
  const drawn = drawing();
  if (!drawn || !answer()) return;
  const scale = Number(drawn.style.zoom) || 1;
  // Around the drawing, because lengths inside it are in its own scale.
  const top = drawn.parentElement.getBoundingClientRect().top;
  const room = window.innerHeight - top - answer().offsetHeight - 24;
  const natural = [...drawn.children].reduce((sum, one) => sum + one.offsetHeight, 0);
  const wanted = Math.min(LARGEST, Math.max(SMALLEST, room / natural));
  const figure = drawn.querySelector(".js-plotly-plot");
  drawn.style.setProperty("--room", `${Math.floor(figure ? Math.min(room, natural * wanted) : room / wanted)}px`);
  drawn.style.setProperty("--scale", wanted);
  drawn.tabIndex = natural * wanted > room + 1 ? 0 : -1;
  if (figure) drawn.style.zoom = "";
  else if (Math.abs(wanted - scale) > 0.01) drawn.style.zoom = wanted;
};

export default function (component) {
  const { club, step, last, timer: named } = component.data;
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

  let wanted = step;
  const go = (to) => {
    if (to === wanted || to < 0 || to > last) return;
    wanted = to;
    component.setTriggerValue("step", to);
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
    else if (BY[key]) go(Math.max(1, wanted + BY[key]));
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
