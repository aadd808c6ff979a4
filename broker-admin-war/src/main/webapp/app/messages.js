import { button, element } from "./dom.js";

const SHOWN_MILLIS = 6000;
const place = document.getElementById("messages");

/** Says that something was done, for some seconds; screen readers hear it. */
export function say(text) {
  show(text, "done");
}

/** Says that something went other than hoped; stays until it is dismissed. */
export function warn(text) {
  show(text, "warning");
}

/** Takes away all messages. */
export function clear() {
  place.replaceChildren();
}

function show(text, kind) {
  const message = element("div", { class: `message ${kind}` }, element("span", {}, text));
  message.append(button("✕", () => message.remove(), { "aria-label": "Dismiss message", class: "quiet" }));
  place.append(message);
  if (kind === "done") {
    setTimeout(() => message.remove(), SHOWN_MILLIS);
  }
}
