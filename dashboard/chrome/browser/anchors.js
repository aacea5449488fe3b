// A link to a number inside a part of the page that is not open: the part is opened, and the number is in sight.
{
  const LONGEST = 60; // looks, one every quarter of a second: what is linked to may still be on its way
  let looks = 0;
  const open = () => {
    const found = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = found && found.closest("[role=tabpanel]");
    if (!part || found.checkVisibility()) return Boolean(found);
    document.getElementById(part.getAttribute("aria-labelledby"))?.click();
    setTimeout(() => found.scrollIntoView(), 400);
    return true;
  };
  const begin = () => {
    looks = location.hash.length > 1 ? LONGEST : 0;
  };
  setInterval(() => {
    if (looks > 0) looks = open() ? 0 : looks - 1;
  }, 250);
  addEventListener("hashchange", begin);
  begin();
}
