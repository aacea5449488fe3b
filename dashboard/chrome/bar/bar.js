// The bar over every page: the pages, on a narrow window behind a button; the search where it has no other place; what shares
// the view; the view in other languages. What can have the focus stays the same element from view to view.
import { element } from "./folds.js";
import { over } from "./over.js";
import { search } from "./search.js";

const text = new TextDecoder();

function made(root) {
  const brand = element("span", { className: "brand" });
  const pages = menu();
  let find = null;
  const share = element("button", { type: "button", className: "share" });
  const version = element("span");
  const languages = element("span", { className: "languages" });
  const out = element("a", { className: "out" });
  const box = element("div", { className: "bar" });
  box.append(brand, pages.box, share, languages, out);
  root.append(box);

  function show(told, tell) {
    document.documentElement.lang = told.spoken;
    brand.textContent = told.brand;
    pages.show(told);
    if (told.search && !find) share.before((find = finder()).box);
    if (find) find.show(told.search);
    const [words, data, title] = told.share;
    version.textContent = ` · ${data}`;
    share.replaceChildren(words, version);
    share.title = title;
    share.onclick = () => tell("share", true);
    links(languages, told.languages.map(([lang, textContent, href]) => ({ lang, hreflang: lang, textContent, href })));
    languages.onclick = (event) => {
      if (!event.target.hreflang || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault(); // what other pages were set to stays
      tell("language", event.target.hreflang);
    };
    out.hidden = !told.out;
    if (told.out) [out.textContent, out.href] = told.out;
  }
  const end = () => {
    pages.end();
    find?.end();
  };
  return { show, end };
}

function menu() {
  const button = element("button", { type: "button", className: "menu" });
  const page = button.appendChild(element("span"));
  const nav = element("nav");
  const box = element("div", { className: "pages" });
  box.append(button, nav);
  const { open, end } = over(box, button);
  nav.onclick = () => open(false);
  function show(told) {
    button.ariaLabel = nav.ariaLabel = told.menu;
    page.textContent = told.page;
    links(nav, told.pages.map(([textContent, href]) => (
      { className: "way", textContent, href, ariaCurrent: textContent === told.page ? "page" : null })));
  }
  return { box, show, end };
}

// The search behind a button, for a page that has no room for it at the side.
function finder() {
  const box = element("div", { className: "finder" });
  const button = element("button", { type: "button" });
  const { box: inside, field, show: words } = search();
  box.append(button, inside);
  const { end } = over(box, button, (is) => {
    inside.hidden = !is;
    if (is) field.focus();
  });
  function show(told) {
    box.hidden = !told;
    if (!told) return;
    button.textContent = told.label;
    words(told);
  }
  return { box, show, end };
}

function links(box, told) {
  while (box.children.length > told.length) box.lastChild.remove();
  told.forEach((one, at) => Object.assign(box.children[at] ?? box.appendChild(element("a")), one));
}

export default function (component) {
  const root = component.parentElement;
  const bar = (root.bar ??= made(root));
  bar.show(JSON.parse(text.decode(component.data)), (event, value) => component.setTriggerValue(event, value));
  return () => root.isConnected || bar.end();
}
