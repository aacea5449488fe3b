// After a line was added or turned to, the keyboard stands in its first field. The place for dropped files is a group: it
// has a name, and so cannot be for show alone.
const group = () => document.querySelector("[data-testid=stFileUploaderDropzone][role=presentation]")?.setAttribute("role", "group");
new MutationObserver(group).observe(document, { subtree: true, childList: true, attributeFilter: ["role"] });

export default function ({ data }) {
  group();
  if (!data.field || data.turn === window.lastTurn) return;
  let tries = 40;
  const look = () => {
    const input = document.querySelector(`.st-key-${CSS.escape(data.field)} input`);
    if (input) {
      window.lastTurn = data.turn;
      input.focus();
    } else if (tries--) {
      setTimeout(look, 50);
    }
  };
  look();
}
