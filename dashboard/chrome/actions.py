"""What a reader takes away from a panel: pictures in several sizes, slides, handout, CSV, the link."""

import plotly.graph_objects as go
import streamlit as st

from dashboard.exports.tables import to_csv
from dashboard.painters.plotly.sizes import SIZES
from dashboard.session import collected, link
from dashboard.session.frame import Frame
from evidence.language import as_spoken, mark, say
from evidence.wording.table import Table

_HTML = """
<div class="row" role="group" data-said="group">
  <select data-said="size"></select>
  <button type="button" data-form="png">PNG</button>
  <button type="button" data-form="svg">SVG</button>
  <button type="button" data-form="copy" data-said="copy"></button>
  <a data-file="pptx" data-said="slide" download></a>
  <a data-file="pdf" data-said="handout" download></a>
  <button type="button" data-form="link" data-said="link"></button>
  <span role="status" aria-live="polite"></span>
</div>
"""

_CSS = """
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; font-size: 14px; }
button, select, a {
  font: inherit; color: #1f2328; background: #fff; border: 1px solid #c9d0d8; border-radius: 4px; box-sizing: border-box;
  padding: 4px 12px; min-height: 34px; cursor: pointer; text-decoration: none; display: inline-flex; align-items: center;
}
[hidden] { display: none; }
button:hover, a:hover { border-color: #0b5394; color: #0b5394; }
button:focus-visible, select:focus-visible, a:focus-visible { outline: 2px solid #0b5394; outline-offset: 2px; }
span { color: #5c6570; }
"""

#: What the buttons say and what becomes of a press; `group` and `size` are read to those who do not see.
_WORDS = {
    "group": mark("Take this panel away"), "size": mark("Size of the picture"), "copy": mark("Copy picture"),
    "slide": mark("Slide"), "handout": mark("Handout"), "link": mark("Copy link"), "prompt": mark("Copy this link"),
    "drawing": mark("the figure is still being drawn"), "https": mark("this browser copies pictures only over https"),
    "failed": mark("Not done: {fault}"),
}  # fmt: skip
_DONE = {"png": mark("PNG saved"), "svg": mark("SVG saved"), "copy": mark("Picture copied"), "link": mark("Link copied")}

#: The picture is taken by Plotly's own camera: its button is pressed while the chart holds the figure of the size that
#: was asked for, and the file is caught on its way out, to be named, given 300 dots per inch, or copied.
_JS = """
export default function (component) {
  const root = component.parentElement, data = component.data, words = data.words;
  const said = root.querySelector("span"), sizes = root.querySelector("select");
  const say = (text) => { said.textContent = text; setTimeout(() => { said.textContent = ""; }, 10000); };
  for (const one of root.querySelectorAll("[data-said]")) {
    const text = words[one.dataset.said];
    if (one.matches("button, a")) one.textContent = text; else one.setAttribute("aria-label", text);
  }
  Object.entries(data.sizes).forEach(([name, label], at) => {
    if (sizes.options[at]) sizes.options[at].text = label; else sizes.add(new Option(label, name));
  });
  const address = (file, more) => `/api/${data.page}.${file}?${data.query}&${new URLSearchParams(more)}`;

  const caught = (button) => new Promise((done) => {
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      if (!this.download) return click.call(this);
      HTMLAnchorElement.prototype.click = click;
      done(fetch(this.href).then((answer) => answer.blob()));
    };
    button.click();
  });
  const taken = async (form) => {
    const plot = document.querySelector(`.st-key-${data.figure} .js-plotly-plot`);
    const button = plot && plot.querySelector(".modebar-btn");
    if (!button) throw new Error(words.drawing);
    const answer = await fetch(address("figure", { panel: data.panel, size: sizes.value }));
    if (!answer.ok) throw new Error((await answer.json()).error);
    const { figure, camera } = await answer.json();
    const shown = [plot.data, plot.layout];
    plot._context.toImageButtonOptions = { ...camera, format: form, filename: data.file };
    [plot.data, plot.layout] = [figure.data, figure.layout];
    const file = caught(button);
    [plot.data, plot.layout] = shown;
    return file;
  };
  const DOTS = [0, 0, 0, 9, 112, 72, 89, 115, 0, 0, 46, 35, 0, 0, 46, 35, 1, 120, 165, 63, 118];
  const printed = async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return new Blob([bytes.slice(0, 33), new Uint8Array(DOTS), bytes.slice(33)], { type: "image/png" });
  };
  const save = (blob, name) => {
    const way = document.createElement("a");
    way.href = URL.createObjectURL(blob);
    way.download = name;
    way.click();
    setTimeout(() => URL.revokeObjectURL(way.href), 10000);
  };
  const act = {
    png: async () => save(await printed(await taken("png")), `${data.file}-${sizes.value}.png`),
    svg: async () => save(await taken("svg"), `${data.file}-${sizes.value}.svg`),
    copy: async () => {
      if (!window.ClipboardItem) throw new Error(words.https);
      await navigator.clipboard.write([new ClipboardItem({ "image/png": taken("png") })]);
    },
    link: async () => {
      try { await navigator.clipboard.writeText(window.location.href); }
      catch { window.prompt(words.prompt, window.location.href); }
    },
  };
  sizes.hidden = !data.figure;
  for (const button of root.querySelectorAll("button")) {
    const form = button.dataset.form;
    button.hidden = form !== "link" && !data.figure;
    const failed = (fault) => say(words.failed.replace("{fault}", fault.message));
    button.onclick = () => act[form]().then(() => say(data.done[form]), failed);
  }
  for (const way of root.querySelectorAll("a")) way.href = address(way.dataset.file, { panel: data.panel });
}
"""


def actions(frame: Frame, name: str, question: str, figure: go.Figure | None, table: Table, file: str) -> None:
    """The row of buttons below a figure; every file is made only when it is asked for."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"actions_{name}", gap="small"):
        here = link.address(frame.view, frame.page, frame.version)
        data = {"figure": f"figure_{name}" if figure is not None else "", "page": frame.page, "panel": name, "file": file,
                "query": here.partition("?")[2], "sizes": {size: one.label for size, one in SIZES.items()},
                "words": {name: say(text) for name, text in _WORDS.items()},
                "done": {form: say(text) for form, text in _DONE.items()}}  # fmt: skip
        st.components.v2.component("panel_actions", html=_HTML, css=_CSS, js=_JS)(
            data=data, key=f"take_{name}", width="content"
        )
        if collected.can_collect(frame, name):
            more = {"on_click": as_spoken(collected.add), "args": (frame, name, question)}
            st.button(say("Add to meeting"), key=f"collect_{name}", **more)
        st.download_button("CSV", lambda: to_csv(table), f"{file}.csv", "text/csv", key=f"csv_{name}", on_click="ignore")
