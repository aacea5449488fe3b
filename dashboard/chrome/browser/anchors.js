// A link to a number inside a part of the page that is not open: the part is opened, and the number is in sight; one that
// is not made yet is asked for. What the link names is kept here, since the page rewrites its address while it is made.
{
  const LOOKS = 120; // one every quarter of a second: what is linked to may still be on its way
  let wanted = "";
  let looks = 0;
  const open = () => {
    const found = document.getElementById(wanted);
    if (!found) {
      document.dispatchEvent(new CustomEvent("wanted", { detail: wanted }));
      return false;
    }
    if (!found.checkVisibility()) document.querySelector("[data-testid=stMain] [role=tab][aria-selected=false]")?.click();
    const folded = found.closest("details:not([open])");
    folded?.querySelector("summary").click();
    setTimeout(() => found.scrollIntoView(), 600);
    return true;
  };
  const begin = () => {
    wanted = decodeURIComponent(location.hash.slice(1));
    looks = wanted ? LOOKS : 0;
  };
  setInterval(() => {
    if (looks > 0) looks = open() ? 0 : looks - 1;
  }, 250);
  addEventListener("hashchange", begin);
  begin();
}
