// What the page says of its line to the server, in the reader's language: blocked, lost, late, and since when what is
// shown was right. The state is read from the attributes that Streamlit keeps on its outermost element; that a click was
// sent and nothing came back is seen at the line itself.
{
  const { words, withData } = JSON.parse(document.getElementById("line-words").textContent);
  // Streamlit asks at the page's own path unless told; its own boxes about a broken line speak to developers.
  window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/`, HOST_CONFIG: { blockErrorDialogs: true } };

  // Milliseconds after which silence is said.
  const PATIENCE = 3000;
  const said = () => words[document.documentElement.lang] ?? words.en;
  const clock = (time) => new Date(time).toLocaleTimeString(document.documentElement.lang, { hour12: false });

  let met = false; // whether the line has stood since the page was loaded
  let shown = 0; // when what is shown was complete
  let state = "ready";
  let since = Date.now();
  let answers = true; // whether the server answers at all, asked while the line is down

  let unanswered = false; // something was sent, and nothing has come since
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      unanswered = false;
      this.addEventListener("message", () => (unanswered = false));
    }
    send(data) {
      unanswered = true;
      super.send(data);
    }
  };

  const now = () => {
    const app = document.querySelector("[data-test-connection-state]")?.dataset;
    if (!app) return "loading";
    if (app.testConnectionState !== "CONNECTED") return met ? "lost" : "blocked";
    met = true;
    if (document.querySelector("[data-testid=stException]")) return "failed";
    return app.testScriptState === "notRunning" && !unanswered ? "ready" : "late";
  };

  const ask = () =>
    fetch("/_stcore/health", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).then(
      (answer) => (answers = answer.ok),
      () => (answers = false),
    );

  const ways = () => {
    const page = location.pathname.split("/")[1] || "overview";
    if (!answers || !withData.includes(page)) return [];
    return Object.entries(said().forms).map(([form, name]) => {
      const way = document.createElement("a");
      way.href = `/api/${page}.${form}${location.search}`;
      way.textContent = name;
      return way;
    });
  };

  const sentence = () => {
    const kind = !answers && state !== "late" ? "gone" : state;
    const last = shown && state !== "loading" ? said().shown.replace("{time}", clock(shown)) : "";
    return [said()[kind].replace("{time}", clock(since)), last].filter(Boolean).join(" ");
  };

  const box = document.createElement("div");
  box.id = "line";
  box.setAttribute("role", "status");
  let drawn = "";
  const draw = () => {
    const silent = state === "ready" || Date.now() - since < PATIENCE;
    document.documentElement.dataset.line = silent ? "ready" : state;
    const found = silent ? [] : ways();
    const text = silent ? "" : sentence();
    const look = text + found.length;
    if (look === drawn) return;
    drawn = look;
    box.textContent = text;
    if (found.length) {
      const row = document.createElement("p");
      row.append(said().data, ...found);
      box.append(row);
    }
  };

  const look = () => {
    if (!box.isConnected) document.body?.append(box);
    const found = now();
    if (found !== state) {
      // A run that ends, even one that the line broke in, leaves the page as complete as it will be.
      if (found === "ready") [shown, answers] = [Date.now(), true];
      [state, since] = [found, Date.now()];
    }
    draw();
  };

  setInterval(look, 250);
  setInterval(() => (state === "lost" || state === "blocked") && ask(), PATIENCE);
}
