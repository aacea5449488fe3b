// The lines of a list as a table: keys go from row to row, Enter opens one. Ctrl and an arrow opens the next one from any field,
// and the keyboard stays in its column.
const row = (one, at, id) => {
  const line = document.createElement("tr");
  line.id = `${id}-row-${at}`;
  line.replaceChildren(
    ...[at + 1, one.wrong, ...one.cells].map((text) => {
      const cell = document.createElement("td");
      cell.textContent = text;
      return cell;
    }),
  );
  return line;
};

const headed = (table, head) => {
  const cells = ["line", "check", ...head].map((text) => {
    const cell = document.createElement("th");
    cell.textContent = text;
    cell.scope = "col";
    return cell;
  });
  table.tHead.rows[0].replaceChildren(...cells);
};

const stand = (table, line) => {
  table.querySelector(".stands")?.classList.remove("stands");
  line.classList.add("stands");
  table.setAttribute("aria-activedescendant", line.id);
  line.scrollIntoView({ block: "nearest" });
};

// Which field has the keyboard, by the end of the name that its part of the page has; none outside the form of the line.
const column = (start) => {
  const names = document.activeElement?.closest(`[class*="st-key-${start}"]`)?.className.split(" ") ?? [];
  return names.find((one) => one.startsWith(`st-key-${start}`))?.slice(`st-key-${start}`.length) ?? "";
};

// What was typed is told before its form gives way to another, and nothing can be typed into the old one any more.
const leave = (open) => {
  const field = column(`${window.tableOfLines.id}-${window.tableOfLines.open}-`);
  document.activeElement?.blur();
  window.tableOfLines.open = open;
  window.tableOfLines.tell("opened", { at: open, field });
};

if (!window.tableOfLines) {
  window.tableOfLines = {};
  addEventListener(
    "keydown",
    (event) => {
      const { open, table } = window.tableOfLines;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || !(event.ctrlKey || event.metaKey) || !table?.isConnected) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (table.tBodies[0].rows[open + step]) leave(open + step);
    },
    true,
  );
}

export default function ({ data, parentElement, setTriggerValue }) {
  const table = parentElement.querySelector("table");
  const body = table.tBodies[0];
  const shown = JSON.stringify([data.head, data.rows]);
  if (table.dataset.shown !== shown) {
    table.dataset.shown = shown;
    headed(table, data.head);
    body.replaceChildren(...data.rows.map((one, at) => row(one, at, data.id)));
  }
  Object.assign(window.tableOfLines, { id: data.id, open: data.open, table, tell: setTriggerValue });
  [...body.rows].forEach((line, at) => line.setAttribute("aria-selected", String(at === data.open)));
  stand(table, body.rows[data.open]);
  body.onclick = ({ target }) => leave([...body.rows].indexOf(target.closest("tr")));
  table.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = [...body.rows].findIndex((line) => line.classList.contains("stands"));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: body.rows.length - 1, Enter: at }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (event.key === "Enter") leave(at);
    else if (body.rows[to]) stand(table, body.rows[to]);
  };
}
