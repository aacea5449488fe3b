// Tables: a press on a head sorts by it, a second one the other way round, a third one as it was; what is missing comes
// last in both. A press on the sign before a row unfolds what stands below it. Buttons, so the keyboard does the same.
{
  const NEXT = { none: "first", first: "second", second: "none" };
  const number = (head) => head.classList.contains("number");
  // Numbers begin with the largest, words with A.
  const way = (head, turn) => ((turn === "first") === number(head) ? "descending" : "ascending");

  const value = (group, at) => {
    const cell = group.rows[0].cells[at];
    const key = cell.dataset.key;
    return key === undefined ? cell.textContent.trim() : key && Number(key);
  };

  const compared = (one, other, at, sign) => {
    const [left, right] = [value(one, at), value(other, at)];
    if (left === "" || right === "") return (left === "") - (right === "");
    if (typeof left === "number" && typeof right === "number") return sign * (left - right);
    return sign * String(left).localeCompare(String(right), document.documentElement.lang, { numeric: true });
  };

  const sort = (head) => {
    const table = head.closest("table");
    const groups = [...table.tBodies];
    groups.forEach((group, at) => (group.dataset.place ??= at));
    const turn = NEXT[head.dataset.turn ?? "none"];
    for (const other of head.parentElement.cells) {
      other.removeAttribute("aria-sort");
      delete other.dataset.turn;
    }
    groups.sort((one, other) => one.dataset.place - other.dataset.place);
    if (turn !== "none") {
      head.dataset.turn = turn;
      head.setAttribute("aria-sort", way(head, turn));
      const sign = head.getAttribute("aria-sort") === "ascending" ? 1 : -1;
      groups.sort((one, other) => compared(one, other, head.cellIndex, sign));
    }
    table.append(...groups);
  };

  const unfold = (button) => {
    const row = button.closest("tr");
    const under = row.nextElementSibling;
    under.hidden = !under.hidden;
    row.classList.toggle("open", !under.hidden);
    button.setAttribute("aria-expanded", String(!under.hidden));
  };

  addEventListener("click", (event) => {
    const button = event.target.closest?.("table.evidence button");
    if (button?.classList.contains("sort")) sort(button.closest("th"));
    if (button?.classList.contains("unfold")) unfold(button);
  });
}
