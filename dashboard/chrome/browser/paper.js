// On paper: what is folded on the screen is open, a figure stands below its question and is cut between two rows where it
// is higher than a page, each piece above the axis, and the foot of each page says where the view is and which page it is.
{
  // Pixels that a page is wide and high, on the lowest of the usual papers; how small a figure may get before it is cut
  // instead, and how small the pieces are.
  const WIDE = 1110;
  const PAGES = { upright: 1380, across: 715 };
  const [SMALLEST, PIECES] = [0.65, 0.8];
  const ROW = 100; // pixels that a page loses where it ends between two rows
  const HEADED = 45; // pixels below the name of a group that hold its first row
  const foot = document.createElement("style");
  let opened = [];
  let changed = [];
  let pieces = [];
  const quoted = (text) => JSON.stringify(text).replace(/</g, "\\3c ");
  const top = (one) => one.getBoundingClientRect().top;

  // What stands between the question of a panel, or for the first one the top of the page, and its figure.
  const above = (figure, first, main) => {
    const heads = [...main.querySelectorAll("h3")].filter((one) => top(one) < top(figure));
    return top(figure) - (first || !heads.length ? top(main) : top(heads.at(-1)));
  };

  // The last line at or above `wanted` that runs through no text; rows have their names beside them.
  const between = (texts, wanted, least) => {
    let at = wanted;
    for (const [from, to] of texts.toReversed()) if (from < at && to > at) at = from - 1;
    return at > least ? at : wanted;
  };

  // As small as it must be that no page has a last row alone; a page loses so many pixels at its end.
  const piece = (high, page, left, lost) => {
    const pages = Math.max(2, Math.round((high * PIECES - left) / page + 1));
    return Math.max(SMALLEST, Math.min(PIECES, (left + (pages - 1) * page) / (high + pages * lost)));
  };

  // From where to where the numbers below a drawing stand, and what they are.
  const AXIS = ".xtick text, .g-xtitle text";
  const axisOf = (drawn) => {
    const boxes = [...drawn.querySelectorAll(AXIS)].map((one) => one.getBoundingClientRect());
    if (!boxes.length) return null;
    return [Math.min(...boxes.map((one) => one.top)) - top(drawn) - 2, Math.max(...boxes.map((one) => one.bottom)) - top(drawn) + 2];
  };

  // A drawing from one height to another.
  const strip = (drawn, from, to) => {
    const [part, plot] = [document.createElement("div"), document.createElement("div")];
    part.className = "js-plotly-plot"; // Plotly's own styles lay its layers over one another
    plot.className = "plotly";
    part.style.height = `${to - from}px`;
    plot.style.marginTop = `${-from}px`;
    plot.append(drawn.cloneNode(true));
    part.append(plot);
    return part;
  };

  const cut = (figure, page, left, width, name) => {
    const drawn = figure.querySelector(".svg-container");
    const axis = axisOf(drawn);
    const high = axis ? axis[1] - axis[0] : 0;
    const small = width * piece(figure.offsetHeight * width, page, left, ROW + high);
    const [room, first] = [page / small, Math.max(left, page / 4) / small];
    const start = top(drawn);
    const texts = [...drawn.querySelectorAll("text")]
      .map((one) => [one.getBoundingClientRect(), one.querySelector("[style*=bold]") ? HEADED : 0])
      .map(([box, more]) => [box.top - start, box.bottom - start + more])
      .concat(axis ? [axis] : [])
      .sort((one, other) => one[1] - other[1]);
    const marks = [...drawn.querySelectorAll(".scatterlayer .point, .barlayer .point")].map((one) => one.getBoundingClientRect().bottom);
    const begun = marks.length ? Math.min(...marks) - start : 0; // so high is a drawing down to its first mark
    const end = (from, size) =>
      from + size >= drawn.offsetHeight ? drawn.offsetHeight : between(texts, from + size - high, from + 40);
    const whole = document.createElement("div");
    whole.className = `pieces ${name}`;
    whole.style.setProperty("--pieces", small);
    for (let from = 0; from < drawn.offsetHeight; ) {
      let to = end(from, from ? room : first);
      if (to < begun) to = end(from, room); // no row has room below the question: the drawing begins on the next page
      const part = document.createElement("div");
      part.append(strip(drawn, from, to));
      if (axis && to <= axis[0]) {
        const below = part.appendChild(strip(drawn, ...axis));
        for (const one of below.querySelectorAll(`text:not(${AXIS})`)) one.remove(); // words of a last row that reach down to it
      }
      whole.append(part);
      from = to;
    }
    figure.after(whole);
    pieces.push(whole);
  };

  addEventListener("beforeprint", () => {
    const main = document.querySelector("[data-testid=stMain]");
    document.dispatchEvent(new Event("paper")); // folds are filled before what is folded in them is looked for
    opened = [...document.querySelectorAll("[data-testid=stMain] details:not([open])")];
    for (const one of opened) one.open = true;
    const figures = [...document.querySelectorAll('[class*="st-key-figure"]')].filter((one) => one.querySelector(".svg-container"));
    // All are measured before the first is changed: where the screen already looks like paper, a change moves the others.
    const measured = figures.map((figure, place) => [figure, above(figure, place === 0, main), figure.offsetHeight]);
    for (const [figure, height, high] of measured) {
      const width = Math.min(1, WIDE / figure.querySelector(".svg-container").offsetWidth);
      const left = (page) => page - height;
      const cuts = Object.entries(PAGES).filter(([, page]) => left(page) / high / width < SMALLEST);
      for (const [name, page] of cuts) cut(figure, page, left(page), width, name);
      for (const [name, page] of Object.entries(PAGES)) figure.style.setProperty(`--${name}`, Math.min(width, left(page) / high));
      figure.classList.add(...cuts.map(([name]) => `cut-${name}`));
    }
    changed = figures;
    foot.textContent = `@page {
      margin: 8mm 8mm 14mm;
      @bottom-left { content: ${quoted(decodeURI(location.href))}; font-size: 7pt; width: 86%; }
      @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; width: 14%; text-align: right; }
    }`;
    document.head.append(foot);
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    for (const one of changed) {
      for (const name of Object.keys(PAGES)) one.classList.remove(`cut-${name}`), one.style.removeProperty(`--${name}`);
    }
    for (const one of pieces) one.remove();
    [opened, changed, pieces] = [[], [], []];
    foot.remove();
  });
}
