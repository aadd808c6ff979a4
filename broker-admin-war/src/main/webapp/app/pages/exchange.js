import { act, actionButton } from "../actions.js";
import { get, path, remove } from "../api.js";
import { bindForm, unbindButton } from "../bindingforms.js";
import { button, element, facts, replace, section } from "../dom.js";
import { exchangeLink, features, queueLink, table } from "../facts.js";
import { exchangeName, exchangePath } from "../format.js";
import { gridOf } from "../grid.js";
import { historyQuery } from "../history.js";
import { publishForm } from "../publish.js";
import { chosenRange, rangeChoice } from "../rangechoice.js";
import { Traffic } from "../traffic.js";

const RATES = [
  ["In", "publish_in"],
  ["Out", "publish_out"],
];

/** One exchange: its traffic and bindings, and what can be done with it. */
export function exchangePage(vhost, name) {
  const resource = path`exchanges/${vhost}/${exchangePath(name)}`;
  const about = element("div");
  const traffic = new Traffic({ rates: RATES, lengths: false });
  const outgoing = gridOf({ label: "Bindings from it", search: false, columns: outgoingColumns(vhost) }, () =>
    get(`${resource}/bindings/source`),
  );
  const incoming = gridOf({ label: "Bindings to it", search: false, columns: incomingColumns(vhost) }, () =>
    get(`${resource}/bindings/destination`),
  );
  const own = name !== "" && !name.startsWith("amq.");
  return {
    title: `Exchange ${exchangeName(name)}`,
    actions: [
      actionButton("Publish …", () => publishForm(vhost, name), { class: "primary" }),
      own && actionButton("Delete …", () => deleteForm(resource, name), { class: "danger" }),
    ],
    content: [
      section("About", about),
      section("Traffic", rangeChoice(), traffic.element),
      section(
        "Bindings from it",
        name !== "" && button("Bind …", () => act(bindForm({ vhost, source: name }))),
        outgoing.element,
      ),
      section("Bindings to it", incoming.element),
    ],
    refresh: async () => {
      const exchange = await get(resource, historyQuery(chosenRange()));
      replace(about, described(exchange));
      traffic.update(exchange.message_stats);
      await Promise.all([outgoing.refresh(), incoming.refresh()]);
    },
  };
}

function described(exchange) {
  return facts([
    ["Virtual host", exchange.vhost],
    ["Type", exchange.type],
    ["Features", features(exchange)],
    ["Arguments", table(exchange.arguments)],
    ["Policy", exchange.policy ?? "none"],
  ]);
}

function outgoingColumns(vhost) {
  return [
    {
      title: "To",
      sort: "destination",
      show: (row) => (row.destination_type === "queue" ? queueLink(vhost, row.destination) : exchangeLink(vhost, row.destination)),
    },
    { title: "Kind", sort: "destination_type", show: (row) => row.destination_type },
    ...bindingColumns(),
  ];
}

function incomingColumns(vhost) {
  return [{ title: "From", sort: "source", show: (row) => exchangeLink(vhost, row.source) }, ...bindingColumns()];
}

function bindingColumns() {
  return [
    { title: "Routing key", sort: "routing_key", show: (row) => row.routing_key },
    { title: "Arguments", wide: true, show: (row) => table(row.arguments) },
    { title: "Action", show: (row) => unbindButton(row) },
  ];
}

function deleteForm(resource, name) {
  return {
    title: `Delete exchange ${name}?`,
    intro: "Its bindings go with it, and publishers to it get errors.",
    fields: [{ name: "ifUnused", label: "Only if nothing is bound to it", type: "checkbox" }],
    label: "Delete exchange",
    danger: true,
    then: "#/exchanges",
    run: async ({ ifUnused }) => {
      await remove(resource, { query: { "if-unused": ifUnused || undefined } });
      return `Exchange ${name} is deleted.`;
    },
  };
}
