"""One filter, one sentence, one figure that stays, each one element: what the platform itself costs a click."""

import streamlit as st

from bench.forest import kept
from evidence.database import current

FILTER = ("flt3-itd",)
TOGGLE = """export default ({ parentElement, setTriggerValue }) => {
  if (parentElement.querySelector("button")) return;
  const button = document.createElement("button");
  [button.id, button.textContent] = ["one", "FLT3-ITD"];
  button.onclick = () => setTriggerValue("pressed", true);
  parentElement.append(button);
};"""
CHART = """export default async ({ parentElement, data }) => {
  await import(location.origin + "/bench/plotly.js");
  parentElement.plot ??= parentElement.appendChild(document.createElement("div"));
  const { data: traces, layout } = JSON.parse(new TextDecoder().decode(data));
  window.Plotly.react(parentElement.plot, traces, layout, { displayModeBar: false });
};"""


def turn() -> None:
    st.session_state.filter = () if st.session_state.get("filter") else FILTER


st.set_page_config(layout="wide")
chosen = st.session_state.get("filter", ())
st.components.v2.component("toggle", js=TOGGLE, isolate_styles=False)(key="toggle", on_pressed_change=turn)
st.html(f"<p>{', '.join(chosen) or 'all'}</p>")
st.components.v2.component("chart", js=CHART, isolate_styles=False)(key="forest", data=kept(current(), chosen))
