"""What a reader takes away from a panel: PNG, SVG, CSV, the link."""

import plotly.graph_objects as go
import streamlit as st

from dashboard.exports.tables import to_csv
from dashboard.figures.theme import camera
from dashboard.frame import Frame
from evidence.wording.table import Table

_HTML = """
<div class="row" role="group" aria-label="Take this panel away">
  <button type="button" data-form="png">PNG</button>
  <button type="button" data-form="svg">SVG</button>
  <button type="button" data-form="link">Copy link</button>
  <span role="status" aria-live="polite"></span>
</div>
"""

_CSS = """
.row { display: flex; gap: 8px; align-items: center; font-size: 14px; }
button {
  font: inherit; color: #1f2328; background: #fff; border: 1px solid #c9d0d8; border-radius: 4px;
  padding: 4px 12px; min-height: 34px; cursor: pointer;
}
button:hover { border-color: #0b5394; color: #0b5394; }
button:focus-visible { outline: 2px solid #0b5394; outline-offset: 2px; }
span { color: #5c6570; }
"""

#: The picture is taken by Plotly's own camera: its button is pressed with the form and size set first.
_JS = """
export default function (component) {
  const root = component.parentElement, data = component.data;
  const said = root.querySelector("span");
  const say = (text) => { said.textContent = text; setTimeout(() => { said.textContent = ""; }, 4000); };
  const shoot = (form) => {
    const plot = document.querySelector(`.st-key-${data.figure} .js-plotly-plot`);
    const button = plot && plot.querySelector(".modebar-btn");
    if (!button) { say("The figure is still being drawn; try again."); return; }
    plot._context.toImageButtonOptions = { ...data.camera, format: form };
    button.click();
    say(`${form.toUpperCase()} saved`);
  };
  const copy = async () => {
    try { await navigator.clipboard.writeText(window.location.href); say("Link copied"); }
    catch { window.prompt("Copy this link", window.location.href); }
  };
  for (const button of root.querySelectorAll("button")) {
    const form = button.dataset.form;
    button.hidden = form !== "link" && !data.figure;
    button.onclick = () => (form === "link" ? copy() : shoot(form));
  }
}
"""


def actions(frame: Frame, name: str, figure: go.Figure | None, table: Table, file: str) -> None:
    """The row of buttons below a figure; the CSV is written only when it is asked for."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"actions_{name}", gap="small"):
        data = {"figure": f"figure_{name}", "camera": camera(figure, file, "png")} if figure is not None else {"figure": ""}
        st.components.v2.component("panel_actions", html=_HTML, css=_CSS, js=_JS)(
            data=data, key=f"take_{name}", width="content"
        )
        st.download_button("CSV", lambda: to_csv(table), f"{file}.csv", "text/csv", key=f"csv_{name}", on_click="ignore")
