// What a press will show, before its run: an answer over HTTP with the very bytes that the run sends. It is shown as it comes;
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

// Shows the answer line by line, as it is made, and gives its last one, which says what the filters are; with it `there`, the
// view and its data, where all of it is shown. Null where not all of it comes in time, where another press overtakes it, or
// another run goes on: the run then says what is not shown yet.
export async function ahead(view, filters) {
  asked?.abort();
  const mine = (asked = new AbortController());
  if (!isFree()) return null;
  const late = setTimeout(() => mine.abort(), PATIENCE);
  try {
    const answer = await fetch(`${view}&pressed=${encodeURIComponent(JSON.stringify(filters))}`, { signal: mine.signal });
    if (!answer.ok) return null;
    let due = null; // panels of which the answer has said nothing
    let isWhole = true;
    for await (const line of linesOf(answer.body)) {
      const told = JSON.parse(line);
      if (!isFree() || mine.signal.aborted) return null;
      const isFirst = !due;
      due ??= begun(told.view);
      if (told.filters) return ended(due, told, isWhole ? [told.view, answer.headers.get("x-data-version")] : null);
      const panel = [...due].find((one) => one.name === told.name);
      if (!panel) { // it comes with the run
        isWhole = false;
        continue;
      }
      due.delete(panel);
      paint(panel, line, told);
      if (isFirst) await painted();
    }
    return null;
  } catch {
    return null;
  } finally {
    clearTimeout(late);
  }
}

async function* linesOf(body) {
  const [reader, text] = [body.getReader(), new TextDecoder()];
  for (let rest = ""; ;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + text.decode(value, { stream: true })).split("\n");
    rest = lines.pop();
    yield* lines;
  }
}

export const painted = () =>
  new Promise((done) => (document.hidden ? done() : requestAnimationFrame(() => setTimeout(done))));

// From here on this view is shown; what a panel showed before stands in its place unseen until it is spoken of.
function begun(view) {
  awaited = view;
  for (const panel of panels) if (!panel.box.isConnected) panels.delete(panel);
  for (const panel of panels) unseen(panel, true);
  return new Set(panels);
}

// The panels that the view does not have are hidden.
function ended(due, told, there) {
  for (const { box } of due) box.hidden = true;
  return { told, there };
}

// What is pressed keeps the focus: it is never out of sight.
function unseen({ box }, is) {
  if (box.className === "panel") box.style.opacity = is ? "0" : "";
}

// What a run says of a panel: all of it, or that it is there from the answer before.
export function received(panel, sent) {
  panels.add(panel);
  const told = sent === panel.sent ? panel : JSON.parse(sent);
  const isShown = told.view === panel.view;
  panel.given = { sent: told.there ? isShown && panel.sent : sent, view: told.view };
  if (told === panel || (told.there && isShown)) panel.box.hidden = !isAwaited(panel.view);
  else if (!isAwaited(told.view)) panel.box.hidden ||= !panel.sent;
  else if (told.there) again();
  else paint(panel, sent, told);
}

// Asks for a run that says all of it, where what should be there is not: set by the filters.
let again = () => {};
export function askWith(ask) {
  again = ask;
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
    unseen(panel, false);
    if (given.view === view && !given.sent && panel.view !== view) again();
    else if (given.view === view && given.sent && given.sent !== panel.sent) paint(panel, given.sent, JSON.parse(given.sent));
    else panel.box.hidden = panel.view !== view;
  }
}

function paint(panel, sent, told) {
  panel.sent = sent;
  [panel.name, panel.view] = [told.name, told.view];
  panel.box.hidden = false;
  unseen(panel, false);
  panel.show(told);
}
