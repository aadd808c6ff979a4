import { element, facts, link, tag } from "./dom.js";
import { value } from "./format.js";
import { path } from "./api.js";

/** Short names of features, as other management pages have them: durable, auto-delete and so on, with the arguments that matter. */
export function features(object) {
  const marks = [
    object.durable && tag("durable", "Survives a restart"),
    object.auto_delete && tag("auto-delete", "Deleted when nothing uses it any longer"),
    object.exclusive && tag("exclusive", "Belongs to one connection"),
    object.internal && tag("internal", "Clients cannot publish to it"),
    ...Object.entries(object.arguments ?? {}).map(([name, given]) => tag(name.replace(/^x-/, ""), `${name}: ${value(given)}`)),
  ];
  return element("span", { class: "tags" }, marks.filter(Boolean));
}

/** Arguments or properties, one a line. */
export function table(object) {
  const entries = Object.entries(object ?? {});
  return entries.length === 0 ? element("span", { class: "muted" }, "none") : facts(entries.map(([name, given]) => [name, value(given)]));
}

/** A link to a queue. */
export function queueLink(vhost, name) {
  return link(path`queues/${vhost}/${name}`, name);
}

/** A link to an exchange. */
export function exchangeLink(vhost, name) {
  return link(path`exchanges/${vhost}/${name}`, name === "" ? "(default)" : name);
}

/** A link to a connection. */
export function connectionLink(name, shown = name) {
  return link(path`connections/${name}`, shown);
}

/** A link to a channel. */
export function channelLink(name, shown = name) {
  return link(path`channels/${name}`, shown);
}

/** The state of something as a word with a mark. */
export function state(word) {
  return element("span", { class: `state state-${String(word ?? "unknown").split(" ")[0]}` }, word ?? "unknown");
}
