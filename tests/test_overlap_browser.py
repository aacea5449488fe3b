"""No word of a figure lies on another one or leaves its figure, from a phone to a wide screen."""

import pytest

from tests.browser import settle

#: Text boxes of each drawing that overlap by more than a stroke, or stand outside; a text of several lines is its lines.
OVERLAPS = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) => {
  const told = [...plot.querySelectorAll('.main-svg text')].filter((one) => one.textContent.trim());
  const lines = told.flatMap((one) => { const own = [...one.querySelectorAll('tspan.line')]; return own.length ? own : [one]; });
  const boxes = lines.map((one) => [one.textContent, one.getBoundingClientRect()]);
  const frame = plot.querySelector('.main-svg').getBoundingClientRect();
  return boxes.flatMap(([text, a], at) => [
    ...(a.left < frame.left - 2 || a.right > frame.right + 2 ? [[text, 'outside']] : []),
    ...boxes.slice(at + 1).filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4).map(([other]) => [text, other]),
  ]);
})"""
WIDTHS = (320, 390, 600, 820, 1100, 1200, 1280, 1920)
FIGURES = [*(("toxicity", width) for width in WIDTHS), *(("outcomes", width) for width in (390, 820, 1200, 1280, 1920))]


@pytest.mark.parametrize(("path", "width"), FIGURES)
def test_words_of_a_figure_lie_beside_each_other(page, server, path, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server}/{path}")
    settle(page, "")
    assert page.evaluate(OVERLAPS) == []
