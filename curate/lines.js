// The lines of a source: characters that are selected in one of them are given back with its place.
export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector("ol");
  const shown = JSON.stringify(data.rows);
  if (list.dataset.shown !== shown) {
    list.dataset.shown = shown;
    list.replaceChildren(
      ...data.rows.map((row) => {
        const line = document.createElement("li");
        line.value = row.number;
        line.dataset.at = row.at;
        const place = document.createElement("b");
        place.textContent = row.at;
        const words = document.createElement("span");
        words.textContent = row.text;
        line.append(place, " ", words);
        line.classList.toggle("here", row.here);
        if (row.here) line.setAttribute("aria-current", "true");
        return line;
      }),
    );
    const here = list.querySelector(".here");
    list.scrollTop = here ? here.offsetTop - list.offsetTop - 60 : 0;
  }
  list.onmouseup = () => {
    const chosen = getSelection();
    const line = chosen.anchorNode?.parentElement?.closest("li");
    const printed = chosen.toString().trim();
    if (line && printed && line.contains(chosen.focusNode)) setTriggerValue("chosen", { printed, at: line.dataset.at });
  };
}
