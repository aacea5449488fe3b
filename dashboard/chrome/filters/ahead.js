// What a press will show, before its run: an answer over HTTP with the very bytes that the run sends. It is shown at once;
// until the run has taken the press in, what another run says of the panels waits.
const PATIENCE = 1500; // milliseconds after which the run is not kept waiting for it
const panels = new Set(); // and what else of a page has a name and shows a view: its choices, its chips
let awaited = "";
let asked = null;

const app = document.querySelector("[data-testid=stApp]");
let sent = false; // whether a press is on its way or in the run that goes on
let ours = false; // whether presses alone began the run that goes on

// A run that something else began may change the view beyond what was pressed, and without a line no run would follow.
const isRunning = () => app.dataset.testScriptState !== "notRunning";
const isFree = () => app.dataset.testConnectionState === "CONNECTED" && (ours || !isRunning());

new MutationObserver(() => { if (isRunning()) ours = sent; })
  .observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
// What else a reader does while a press is in its run may be taken in by that run, or by the next.
export function elsewhere() {
  sent = ours = false;
}
for (const act of ["click", "change", "popstate"]) {
  addEventListener(act, ({ target }) => target.closest?.(".filters, .choices, .chips") || elsewhere(), { capture: true });
}

// A press leaves for its run.
export function leaves() {
  sent = isFree();
}

// The lines of the answer, each with what it says; null where there is none in time, where another press overtakes it, or
// another run goes on.
export async function ahead(view, filters) {
  asked?.abort();
  const mine = (asked = new AbortController());
  if (!isFree()) return null;
  const late = setTimeout(() => mine.abort(), PATIENCE);
  try {
    const answer = await fetch(`${view}&pressed=${encodeURIComponent(JSON.stringify(filters))}`, { signal: mine.signal });
    if (!answer.ok) return null;
    const lines = (await answer.text()).split("\n").map((line) => [line, JSON.parse(line)]);
    return isFree() && !mine.signal.aborted ? lines : null;
  } catch {
    return null;
  } finally {
    clearTimeout(late);
  }
}

const byPlace = (one, other) => (one.box.compareDocumentPosition(other.box) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);

// Shows the panels of an answer, from the top of the page. One that the view does not have is hidden; one that is not there yet comes with the run.
export function before(view, lines) {
  awaited = view;
  const found = new Map(lines.map((one) => [one[1].name, one]));
  for (const panel of [...panels].sort(byPlace)) {
    if (!panel.box.isConnected) panels.delete(panel);
    else if (found.has(panel.name)) paint(panel, ...found.get(panel.name));
    else panel.box.hidden = true;
  }
}

// What a run says of a panel.
export function received(panel, sent) {
  panels.add(panel);
  const told = sent === panel.sent ? panel : JSON.parse(sent);
  panel.given = { sent, view: told.view };
  if (told === panel) panel.box.hidden = !isAwaited(panel.view);
  else if (isAwaited(told.view)) paint(panel, sent, told);
  else if (!panel.sent) panel.box.hidden = true;
}

export function gone(panel) {
  panels.delete(panel);
}

export function isAwaited(view) {
  return !awaited || view === awaited;
}

// The run of this view has taken the press in: what it said of the panels holds. The filters may hear of it before a panel,
// which then shows this view already, or nothing until it is told.
export function settled(view) {
  sent = false;
  if (!awaited) return;
  awaited = "";
  for (const panel of panels) {
    const { given } = panel;
    if (given.view === view && given.sent !== panel.sent) paint(panel, given.sent, JSON.parse(given.sent));
    else panel.box.hidden = panel.view !== view;
  }
}

function paint(panel, sent, told) {
  panel.sent = sent;
  [panel.name, panel.view] = [told.name, told.view];
  panel.box.hidden = false;
  panel.show(told);
}
