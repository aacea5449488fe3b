"""The peer: the first figure of a page under the same filter, in Dash. Run as `python -m bench.dash_app PORT PAGE`."""

import sys

from dash import Dash, Input, Output, dcc, html

from bench.forest import drawn
from evidence.database import current
from evidence.vocabulary import MUTATION

PAGE = sys.argv[2]

app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Checklist({code.code: code.label for code in MUTATION.values()}, [], id="mutation"),
        dcc.Graph(id="forest", config={"displayModeBar": False}),
    ]
)


@app.callback(Output("forest", "figure"), Input("mutation", "value"))
def forest(mutation):
    return drawn(current(), tuple(mutation), PAGE)


if __name__ == "__main__":
    drawn(current(), (), PAGE)
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
