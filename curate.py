"""The curators' bench, for one machine: `make curate`. It is no part of the public server."""

import streamlit as st

from curate.bench import show

st.set_page_config("Curators' bench", layout="wide")
if st.get_option("server.address") not in ("127.0.0.1", "localhost", "::1"):
    st.error("The bench is for this machine alone: start it with `make curate`, which serves it on 127.0.0.1.")
    st.stop()
# One page by name: the folder `pages` beside this file is the public server's.
st.navigation([st.Page(show, title="Curators' bench")], position="hidden").run()
