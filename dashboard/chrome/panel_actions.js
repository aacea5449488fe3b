// The picture is taken by Plotly's own camera: its button is pressed while the chart holds the figure of the size that
// was asked for, and the file is caught on its way out, to be named, given 300 dots per inch, or copied.
export default function (component) {
  const root = component.parentElement, data = component.data, words = data.words;
  const said = root.querySelector("span"), sizes = root.querySelector("select"), field = root.querySelector("input");
  const say = (text) => { said.textContent = text; setTimeout(() => { said.textContent = ""; }, 10000); };
  for (const one of root.querySelectorAll("[data-said]")) {
    const text = words[one.dataset.said];
    if (one.matches("button, a")) one.textContent = text; else one.setAttribute("aria-label", text);
  }
  Object.entries(data.sizes).forEach(([name, label], at) => {
    if (sizes.options[at]) sizes.options[at].text = label; else sizes.add(new Option(label, name));
  });
  const address = (file, more) => `/api/${data.page}.${file}?${data.query}&${new URLSearchParams(more)}`;

  const caught = (button) => new Promise((done) => {
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      if (!this.download) return click.call(this);
      HTMLAnchorElement.prototype.click = click;
      done(fetch(this.href).then((answer) => answer.blob()));
    };
    button.click();
  });
  const taken = async (form) => {
    const plot = document.querySelector(`.st-key-${data.figure} .js-plotly-plot`);
    const button = plot && plot.querySelector(".modebar-btn");
    if (!button) throw new Error(words.drawing);
    const answer = await fetch(address("figure", { panel: data.panel, size: sizes.value }));
    if (!answer.ok) throw new Error((await answer.json()).error);
    const { figure, camera } = await answer.json();
    const shown = [plot.data, plot.layout];
    plot._context.toImageButtonOptions = { ...camera, format: form, filename: data.file };
    [plot.data, plot.layout] = [figure.data, figure.layout];
    const file = caught(button);
    [plot.data, plot.layout] = shown;
    return file;
  };
  const DOTS = [0, 0, 0, 9, 112, 72, 89, 115, 0, 0, 46, 35, 0, 0, 46, 35, 1, 120, 165, 63, 118];
  const printed = async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return new Blob([bytes.slice(0, 33), new Uint8Array(DOTS), bytes.slice(33)], { type: "image/png" });
  };
  const save = (blob, name) => {
    const way = document.createElement("a");
    way.href = URL.createObjectURL(blob);
    way.download = name;
    way.click();
    setTimeout(() => URL.revokeObjectURL(way.href), 10000);
  };
  const act = {
    png: async () => save(await printed(await taken("png")), `${data.file}-${sizes.value}.png`),
    svg: async () => save(await taken("svg"), `${data.file}-${sizes.value}.svg`),
    copy: async () => {
      if (!window.ClipboardItem) throw new Error(words.https);
      const file = taken("png");
      const copied = navigator.clipboard.write([new ClipboardItem({ "image/png": file })]);
      await file;
      await copied.catch(() => { throw new Error(words.denied); });
    },
    // Where the browser does not let the page copy, the link stands in a field, selected, for the reader's own keys.
    link: async () => {
      field.value = location.origin + data.link;
      try {
        await navigator.clipboard.writeText(field.value);
        field.hidden = true;
      } catch {
        field.hidden = false;
        field.select();
        throw new Error(words.select);
      }
    },
  };
  sizes.hidden = !data.figure;
  for (const button of root.querySelectorAll("button")) {
    const form = button.dataset.form;
    button.hidden = form !== "link" && !data.figure;
    const failed = (fault) => say(words.failed.replace("{fault}", fault.message));
    button.onclick = () => act[form]().then(() => say(data.done[form]), failed);
  }
  for (const way of root.querySelectorAll("a")) way.href = address(way.dataset.file, { panel: data.panel });
}
