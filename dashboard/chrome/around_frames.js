addEventListener("message", ({ source, data }) => {
  for (const one of document.querySelectorAll("iframe"))
    if (one.contentWindow === source && data?.evidenceHeight) one.style.height = `${data.evidenceHeight}px`;
});
