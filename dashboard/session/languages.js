// A plain click stays on the page, so that nothing is lost; the document's own language follows what is spoken.
export default function (component) {
  const { spoken, ways } = component.data;
  document.documentElement.lang = spoken;
  component.parentElement.querySelector("span").replaceChildren(...ways.map(([code, name, address]) => {
    const way = document.createElement("a");
    [way.lang, way.hreflang, way.textContent, way.href] = [code, code, name, address];
    way.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      component.setTriggerValue("language", code);
    };
    return way;
  }));
}
