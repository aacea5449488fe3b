// A browser that comes back after its connection broke may have reached another server, which knows nothing of it:
// without a run at once, the first click there would be taken for a first visit, and lost.
export default function (component, { narrow, below }) {
  const phone = window.matchMedia(`screen and (max-width: ${below - 0.02}px)`);
  // What the server drew for was known when this began; a window that changes since is always told.
  const tell = () => component.setStateValue("narrow", phone.matches);
  if (phone.matches !== narrow) tell();
  phone.addEventListener("change", tell);
  const app = document.querySelector("[data-test-connection-state]");
  let here = true;
  const watch = new MutationObserver(() => {
    const before = here;
    here = app.dataset.testConnectionState === "CONNECTED";
    if (here && !before) component.setTriggerValue("back", true);
  });
  watch.observe(app, { attributeFilter: ["data-test-connection-state"] });
  return () => {
    phone.removeEventListener("change", tell);
    watch.disconnect();
  };
}
