// The collected meeting lives in the browser. What the page changed is written here; what is kept here and the page does
// not show, after a reload, a restart of the server or a change in another window, is told to it.
const PLACE = "meeting";
const FIELDS = '.st-key-fields, [class*="st-key-mine_"]';

let written = ""; // the mark of the last change of this page that was written
let before = null; // what the field with the focus held when it got it
let typed = false; // whether a field holds what the page has not got yet
let refused = false; // whether the browser keeps nothing

const held = () => {
  try {
    return localStorage.getItem(PLACE) ?? "";
  } catch {
    return null;
  }
};
const write = (text) => {
  try {
    if (text) localStorage.setItem(PLACE, text);
    else localStorage.removeItem(PLACE);
    return true;
  } catch {
    return false;
  }
};

document.addEventListener("focusin", ({ target }) => {
  before = target.closest?.(FIELDS) ? target.value : null;
});
document.addEventListener("input", ({ target }) => {
  if (target.closest?.(FIELDS)) typed = target.value !== before;
});

export default function (component, { club, change, asked }) {
  window.meetingKept?.abort();
  const { signal } = (window.meetingKept = new AbortController());

  const send = (text) => component.setStateValue("kept", { text, refused, at: Date.now() });
  const tell = () => {
    const text = held();
    refused = text === null;
    if (asked || (!refused && text !== club)) send(text ?? "");
  };
  if (change && change !== written) {
    [written, typed] = [change, false];
    refused = !write(club);
    if (refused) send(club);
  } else tell();

  const elsewhere = ({ key }) => (key === PLACE || key === null) && tell();
  addEventListener("storage", elsewhere, { signal });
  const leaving = (event) => (typed || (refused && club)) && event.preventDefault();
  addEventListener("beforeunload", leaving, { signal });
  return () => window.meetingKept.abort();
}
