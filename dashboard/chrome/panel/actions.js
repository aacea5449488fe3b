// What a reader takes away from a panel. Pictures are drawn by Plotly in the size that was asked for, given 300 dots per
// inch, saved under a name of their own or copied.
import { element } from "./folds.js";

const DOTS = [0, 0, 0, 9, 112, 72, 89, 115, 0, 0, 46, 35, 0, 0, 46, 35, 1, 120, 165, 63, 118];
const SAID = 10000; // milliseconds for which it is said what became of a press
const OF_FIGURES = ["png", "svg", "copy"];

const printed = (image) => {
  const bytes = Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0));
  return new Blob([bytes.slice(0, 33), new Uint8Array(DOTS), bytes.slice(33)], { type: "image/png" });
};
const save = (blob, name) => {
  const way = document.createElement("a");
  way.href = URL.createObjectURL(blob);
  way.download = name;
  way.click();
  setTimeout(() => URL.revokeObjectURL(way.href), SAID);
};
const given = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error((await answer.json()).error);
  return answer;
};

// The row: its box, and what shows it anew. `collect` puts the panel into the meeting.
export function row(collect) {
  const box = element("div", { role: "group" });
  const sizes = element("select");
  const button = (form, textContent = "") =>
    element("button", { type: "button", textContent, "data-form": form, onclick: () => press(form) });
  const buttons = { png: button("png", "PNG"), svg: button("svg", "SVG"), copy: button("copy") };
  const ways = { pptx: element("a", { download: "" }), pdf: element("a", { download: "" }) };
  Object.assign(buttons, { link: button("link"), collect: button("collect"), csv: button("csv", "CSV") });
  const field = element("input", { type: "text", readOnly: true, hidden: true });
  const status = element("span", { role: "status", ariaLive: "polite" });
  const { png, svg, copy, link } = buttons;
  box.append(sizes, png, svg, copy, ways.pptx, ways.pdf, link, field, buttons.collect, buttons.csv, status);
  let told;

  const say = (text) => {
    status.textContent = text;
    setTimeout(() => { status.textContent = ""; }, SAID);
  };
  const address = (file, more) =>
    `/api/${told.page}.${file}?${told.link.split("?")[1] ?? ""}&${new URLSearchParams(more)}`;
  const picture = async (form) => {
    if (!window.Plotly) throw new Error(told.words.drawing);
    const { figure, camera } = await (await given(address("figure", { panel: told.panel, size: sizes.value }))).json();
    const image = await window.Plotly.toImage(figure, { ...camera, format: form, imageDataOnly: true });
    return form === "svg" ? new Blob([image], { type: "image/svg+xml" }) : printed(image);
  };
  const act = {
    png: async () => save(await picture("png"), `${told.file}-${sizes.value}.png`),
    svg: async () => save(await picture("svg"), `${told.file}-${sizes.value}.svg`),
    csv: async () => save(await (await given(address("excel.csv", { table: told.table }))).blob(), `${told.file}.csv`),
    copy: async () => {
      if (!window.ClipboardItem) throw new Error(told.words.https);
      const file = picture("png");
      const copied = navigator.clipboard.write([new ClipboardItem({ "image/png": file })]);
      await file;
      await copied.catch(() => { throw new Error(told.words.denied); });
    },
    // Where the browser does not let the page copy, the link stands in a field, selected, for the reader's own keys.
    link: async () => {
      field.value = location.origin + told.link;
      try {
        await navigator.clipboard.writeText(field.value);
        field.hidden = true;
      } catch {
        field.hidden = false;
        field.select();
        throw new Error(told.words.select);
      }
    },
    collect: async () => collect(),
  };
  const press = (form) =>
    act[form]().then(
      () => say(told.done[form] ?? ""),
      (fault) => say(told.words.failed.replace("{fault}", fault.message)),
    );

  function show(now, drawn) {
    told = now;
    box.className = `actions st-key-actions_${now.panel}`;
    box.ariaLabel = now.words.group;
    sizes.ariaLabel = now.words.size;
    field.ariaLabel = now.words.link;
    Object.entries(now.sizes).forEach(([name, label], at) => {
      if (sizes.options[at]) sizes.options[at].text = label;
      else sizes.add(new Option(label, name));
    });
    for (const form of ["copy", "link", "collect"]) buttons[form].textContent = now.words[form];
    sizes.hidden = !drawn;
    for (const form of OF_FIGURES) buttons[form].hidden = !drawn;
    ways.pptx.textContent = now.words.slide;
    ways.pdf.textContent = now.words.handout;
    for (const [file, way] of Object.entries(ways)) way.href = address(file, { panel: now.panel });
  }
  return { box, show };
}
