// A file of the reader's own computer, read in the browser and told to the page as text.
export default function (component) {
  const root = component.parentElement;
  const input = root.querySelector("input");
  root.querySelector("span").textContent = component.data.label;
  input.setAttribute("aria-label", component.data.label);
  input.onchange = async () => {
    const [file] = input.files;
    if (!file) return;
    const text = file.size > component.data.limit ? "" : await file.text();
    component.setTriggerValue("file", { name: file.name, text });
    input.value = "";
  };
}
