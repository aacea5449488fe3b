// What shows nothing and tells the page what happens in the browser: how wide it is, what it keeps, which card is asked for.
import cards from "./cards.js";
import collected from "./collected.js";
import viewport from "./viewport.js";

const text = new TextDecoder();

export default function (component) {
  const data = JSON.parse(text.decode(component.data));
  const ends = [viewport, collected, cards].map((one) => one(component, data));
  return () => ends.forEach((end) => end());
}
