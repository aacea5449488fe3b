// Figures by Plotly. Each is kept from view to view: Plotly.react changes what is different, so that what is switched off in
// its legend stays off. The first one is drawn at once, the others one a frame, so that nobody waits for the last to see the
// first. Until its turn comes a figure is hidden: that of another view never stands under the words of this one.
import "./plotly-basic.min.js";

const { Plotly } = window;
const text = new TextDecoder();
const due = new Set(); // boxes whose figure is still to be drawn, in the order of the page
let busy = true; // until the font is there by which Plotly measures words
document.fonts.load('13px "Source Sans"').catch(() => {}).finally(() => { busy = false; go(); });

function go() {
  const [box] = due;
  if (busy || !box) return;
  due.delete(box);
  draw(box);
  busy = true;
  requestAnimationFrame(() => setTimeout(() => { busy = false; go(); }));
}

// A box without width, as in a closed fold, is drawn when it gets one.
function draw(box) {
  const { plot, told } = box;
  const width = (box.width ??= box.clientWidth);
  if (!width) return;
  box.told = null;
  const { data, layout } = told.figure;
  Plotly.react(plot, data, { ...layout, width, uirevision: "kept" }, told.config);
  plot.style.visibility = "";
  plot.removeAllListeners("plotly_click"); // a change of language makes Plotly forget some of them
  plot.on("plotly_click", ({ points: [point] }) => {
    if (point?.customdata?.length) box.open(point.customdata);
  });
}

const sized = new ResizeObserver((seen) => {
  for (const { target: box } of seen) {
    const width = box.clientWidth;
    const isOther = width !== box.width;
    box.width = width;
    if (box.told) { due.add(box); go(); }
    else if (width && isOther) Plotly.relayout(box.plot, { width });
  }
});

// A figure in a box of the page: `show` draws it where it is another one, `open` is called with the facts of a mark.
export function figure(root) {
  const box = document.createElement("div");
  box.className = "drawn";
  box.setAttribute("role", "figure");
  box.plot = box.appendChild(document.createElement("div"));
  box.show = (told) => {
    if (told.tag === box.tag) return;
    box.tag = told.tag;
    box.told = told;
    box.style.height = `${told.height}px`;
    box.setAttribute("aria-label", told.alt);
    due.add(box);
    go();
    if (box.told) box.plot.style.visibility = "hidden";
  };
  root.append(box);
  sized.observe(box);
  return box;
}

export function dropped(box) {
  sized.unobserve(box);
  due.delete(box);
  Plotly.purge(box.plot);
}

export default function (component) {
  const root = component.parentElement;
  const box = (root.drawn ??= figure(root));
  box.open = (facts) => component.setTriggerValue("facts", facts);
  box.show(JSON.parse(text.decode(component.data)));
  return () => root.isConnected || dropped(box);
}
