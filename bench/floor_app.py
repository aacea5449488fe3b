"""The platform's floor: the least of Streamlit that shows the forest under one filter, its figure kept ready.

Served by `streamlit run bench/floor_app.py`.
"""

import streamlit as st
from starlette.responses import FileResponse
from starlette.routing import Route

from dashboard.chrome.served import PLOTLY

app = st.App("floor_page.py", routes=[Route("/bench/plotly.js", lambda _: FileResponse(PLOTLY))])
