import { act, actionButton } from "../actions.js";
import { get, path, put, remove } from "../api.js";
import { button, element, facts, link, replace, section } from "../dom.js";
import { count, yesNo } from "../format.js";
import { gridOf } from "../grid.js";
import { limits } from "../limits.js";
import { permissionColumns } from "../permissionforms.js";
import { hasTag } from "../session.js";

const LIMITS = [
  ["max-connections", "Most connections"],
  ["max-queues", "Most queues"],
];

/** One virtual host: permissions, limits, tracing. */
export function vhostPage(name) {
  const resource = path`vhosts/${name}`;
  const about = element("div");
  const limited = limits("vhost-limits", name, LIMITS);
  const permissions = gridOf(
    {
      label: "Permissions",
      search: false,
      columns: [{ title: "User", sort: "user", show: (row) => link(path`users/${row.user}`, row.user) }, ...permissionColumns],
    },
    () => get(`${resource}/permissions`),
  );
  let host = {};
  return {
    title: `Virtual host ${name}`,
    actions: hasTag()
      ? [
          button("Switch tracing …", () => act(tracingForm(resource, host))),
          actionButton("Delete …", () => deleteForm(resource, name), { class: "danger" }),
        ]
      : [],
    content: [
      section("About", about),
      hasTag() && section("Permissions", permissions.element),
      hasTag("policymaker") && section("Limits", limited.element),
    ],
    refresh: async () => {
      host = await get(resource);
      replace(about, described(host));
      await Promise.all([hasTag() && permissions.refresh(), hasTag("policymaker") && limited.refresh()]);
    },
  };
}

function described(host) {
  return facts([
    ["Description", host.description ?? host.metadata?.description],
    ["Ready", count(host.messages_ready ?? 0)],
    ["Unacknowledged", count(host.messages_unacknowledged ?? 0)],
    ["Tracing", yesNo(host.tracing)],
  ]);
}

function tracingForm(resource, host) {
  const tracing = !host.tracing;
  return {
    title: `Switch tracing ${tracing ? "on" : "off"}?`,
    intro: tracing
      ? "Every message that is published or delivered is also published to the exchange amq.rabbitmq.trace, which costs throughput."
      : "Messages are no longer copied to the exchange amq.rabbitmq.trace.",
    label: `Switch tracing ${tracing ? "on" : "off"}`,
    run: async () => {
      await put(resource, { tracing });
      return `Tracing is ${tracing ? "on" : "off"}.`;
    },
  };
}

function deleteForm(resource, name) {
  return {
    title: `Delete virtual host ${name}?`,
    intro: "All its queues with their messages, exchanges, permissions and policies are lost, and its connections are closed.",
    fields: [{ name: "typed", label: "Type its name to confirm", required: true }],
    label: "Delete virtual host",
    danger: true,
    then: "#/vhosts",
    run: async ({ typed }) => {
      if (typed !== name) {
        throw new Error("This is not the name of the virtual host.");
      }
      await remove(resource);
      document.dispatchEvent(new CustomEvent("vhostschange"));
      return `Virtual host ${name} is deleted.`;
    },
  };
}
