// Pictures are drawn by Plotly in the size that was asked for, given 300 dots per inch, saved under a name of their own or
// copied.
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

  const taken = async (form) => {
    if (!window.Plotly) throw new Error(words.drawing);
    const answer = await fetch(address("figure", { panel: data.panel, size: sizes.value }));
    if (!answer.ok) throw new Error((await answer.json()).error);
    const { figure, camera } = await answer.json();
    const image = await window.Plotly.toImage(figure, { ...camera, format: form, imageDataOnly: true });
    return form === "svg" ? new Blob([image], { type: "image/svg+xml" }) : printed(image);
  };
  const DOTS = [0, 0, 0, 9, 112, 72, 89, 115, 0, 0, 46, 35, 0, 0, 46, 35, 1, 120, 165, 63, 118];
  const printed = (image) => {
    const bytes = Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0));
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
    png: async () => save(await taken("png"), `${data.file}-${sizes.value}.png`),
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
