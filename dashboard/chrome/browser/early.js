// The beginning of the page, which came with its HTML, makes way as soon as the page shows the same: its first figure, or
// all that it has where there is none. Who has scrolled it goes on reading at the same place.
{
  // Milliseconds after the end of the first run in which a figure that is still to come is waited for.
  const PATIENCE = 30000;
  const seen = (query) =>
    [...document.querySelectorAll(query)].some((one) => one.checkVisibility({ visibilityProperty: true }));

  let ended = 0; // when the page was first seen whole
  const shown = (figure) => {
    if (seen(`${figure} .main-svg`)) return true;
    const over = seen("[data-test-script-state=notRunning] [data-testid=stMain] [data-testid=stElementContainer]");
    ended = over ? ended || performance.now() : 0;
    return over && (!document.querySelector(figure) || performance.now() - ended > PATIENCE);
  };

  const watch = () => {
    const early = document.getElementById("early");
    if (early && shown(`.st-key-figure_${early.dataset.panel}`)) {
      const read = scrollY;
      early.remove();
      if (read) document.querySelector("[data-testid=stMain]").scrollTop = read;
    } else if (early || document.readyState === "loading") requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
}
