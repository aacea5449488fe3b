"""Whether the screen is a phone's: the figures then put their words above the drawing."""

import streamlit as st

#: Below this width the text columns of a forest no longer fit beside it, in CSS pixels.
NARROW = 700

_JS = f"""
export default function(component) {{
  const narrow = window.innerWidth < {NARROW};
  if (narrow !== (component.data.narrow === true)) component.setStateValue("narrow", narrow);
}}
"""


def is_narrow() -> bool:
    """True on a phone, from the second run on: a wide screen never pays for the question."""
    state = st.session_state
    asked = st.components.v2.component("viewport", html="<span hidden></span>", js=_JS)(
        data={"narrow": state.get("narrow", False)}, key="viewport", on_narrow_change=lambda: None, height=1
    )
    found = asked.narrow if getattr(asked, "narrow", None) is not None else state.get("narrow", False)
    state.narrow = found
    return found
