import { element, facts } from "./dom.js";
import { table } from "./facts.js";
import { bytes, count, exchangeName, yesNo } from "./format.js";

/** Messages that were got from a queue, one below the other. */
export function messageList(messages) {
  if (messages.length === 0) {
    return element("p", {}, "The queue has no ready messages.");
  }
  return element("ol", { class: "messages" }, messages.map((message) => element("li", {}, shown(message))));
}

function shown(message) {
  const { headers, ...properties } = message.properties ?? {};
  return [
    facts([
      ["Exchange", exchangeName(message.exchange)],
      ["Routing key", message.routing_key],
      ["Redelivered", yesNo(message.redelivered)],
      ["Properties", table(properties)],
      ["Headers", headers && Object.keys(headers).length > 0 ? table(headers) : undefined],
      ["Left in the queue", count(message.message_count)],
      ["Size", `${bytes(message.payload_bytes)}${message.payload_encoding === "base64" ? ", shown in Base64" : ""}`],
    ]),
    element("pre", { tabindex: "0", role: "region", "aria-label": "Body" }, message.payload),
  ];
}
