// The beginning of the page, which came with its HTML, makes way as soon as the page shows the same: its first figure, or
// its words where there is none. Who has scrolled it goes on reading at the same place.
{
  // Milliseconds after the end of the first run in which a figure that is still to come is waited for.
  const PATIENCE = 30000;
  const seen = (query) =>
    [...document.querySelectorAll(query)].some((one) => one.checkVisibility({ visibilityProperty: true }));

  let ended = 0; // when the first run was over
  const shown = ({ panel, drawn }) => {
    if (drawn !== undefined && seen(`.st-key-figure_${panel} :is(.main-svg, .matrix-scroll)`)) return true;
    const over = document.querySelector("[data-test-script-state=notRunning] [data-testid=stElementContainer]");
    ended = over ? ended || performance.now() : 0;
    if (over && drawn === undefined && seen("[data-testid=stMain] :is(h1, h2, h3, .answer)")) return true;
    return over && performance.now() - ended > PATIENCE;
  };

  const watch = () => {
    const early = document.getElementById("early");
    if (early && shown(early.dataset)) {
      const read = scrollY;
      early.remove();
      if (read) document.querySelector("[data-testid=stMain]").scrollTop = read;
    } else if (early || document.readyState === "loading") requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
}
