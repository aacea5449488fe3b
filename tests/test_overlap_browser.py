"""No word of a figure lies on another one or leaves its figure, from a phone to a wide screen."""

import pytest

from dashboard.session.viewport import NARROW
from tests.browser import settle, still

#: Text boxes of each drawing that overlap by more than a stroke, or stand outside; a text of several lines is its lines.
#: A tick that Plotly leaves out where it has no room stays in the page, unseen: it is not measured.
OVERLAPS = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) => {
  const seen = (one) => one.textContent.trim() && one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const told = [...plot.querySelectorAll('.main-svg text')].filter(seen);
  const lines = told.flatMap((one) => { const own = [...one.querySelectorAll('tspan.line')]; return own.length ? own : [one]; });
  const boxes = lines.map((one) => [one.textContent, one.getBoundingClientRect()]).filter(([, box]) => box.width);
  const frame = plot.querySelector('.main-svg').getBoundingClientRect();
  return boxes.flatMap(([text, a], at) => [
    ...(a.left < frame.left - 2 || a.right > frame.right + 2 || a.bottom > frame.bottom + 2 ? [[text, 'outside']] : []),
    ...boxes.slice(at + 1).filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4).map(([other]) => [text, other]),
  ]);
})"""
#: Every figure in sight has the form of this window and has been drawn in its width: no waiting for a time, no race.
DRAWN = """(form) => {
  const figures = [...document.querySelectorAll('[class*="st-key-wide_"], [class*="st-key-narrow_"]')]
    .filter((one) => one.offsetParent);
  return figures.length && figures.every((one) => {
    const [box, svg] = [one.querySelector('.drawn'), one.querySelector('.main-svg')];
    return one.className.includes(`st-key-${form}_`) && svg && !box.told
      && Math.abs(Number(svg.getAttribute('width')) - box.clientWidth) <= 1;
  });
}"""
WIDTHS = (1920, 1280, 1200, 1100, 820, 600, 390, 320)
VIEWS = ("overview?lang=zh", "response", "mobilisation", "outcomes?drug=gilteritinib&lang=zh", "toxicity",
         "toxicity?show=dose", "patients", "patients?lang=zh")  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_words_of_a_figure_lie_beside_each_other(page, server, view):
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(f"{server}/{view}")
    settle(page, "")
    found, before = {}, "wide"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        form = "wide" if width >= NARROW else "narrow"
        page.wait_for_function(DRAWN, arg=form)
        if form != before:
            still(page)
        found[width], before = page.evaluate(OVERLAPS), form
    assert found == {width: [] for width in WIDTHS}
