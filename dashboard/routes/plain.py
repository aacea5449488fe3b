"""A page without anything of the dashboard: one sentence, and a way on."""

from collections.abc import Mapping
from html import escape

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse
from starlette.types import Scope

from evidence.language import say, speaking, spoken
from evidence.selection import language

_PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{name}</title>
<style>body {{ font: 17px/1.5 sans-serif; color: #1f2328; margin: 15vh auto; width: 20em }} a {{ color: #0b5394 }}</style>
<h1>{name}</h1><p>{said}</p><p><a href="{way}">{act}</a></p></html>"""


def page(scope: Scope, code: int, said: str, way: str, act: str, headers: Mapping[str, str] | None = None,
         **values: object) -> HTMLResponse:  # fmt: skip
    """The messages `said` and `act` in the language of the link, with `values` put in; `way` is where `act` leads."""
    with speaking(language({"lang": HTTPConnection(scope).query_params.getlist("lang")})):
        words = {"name": say("Leukaemia evidence"), "said": say(said, **values), "act": say(act), "way": way}
        escaped = {name: escape(text) for name, text in words.items()}
        return HTMLResponse(_PAGE.format(language=spoken(), **escaped), code, headers=headers)
