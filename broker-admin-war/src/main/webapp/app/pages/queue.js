import { act, actionButton } from "../actions.js";
import { get, path, post, remove } from "../api.js";
import { bindForm, unbindButton } from "../bindingforms.js";
import * as dialog from "../dialog.js";
import { button, element, facts, replace, section } from "../dom.js";
import { exchangeLink, features, state, table } from "../facts.js";
import { bytes, count } from "../format.js";
import { gridOf } from "../grid.js";
import { historyQuery } from "../history.js";
import { messageList } from "../messagelist.js";
import { publishForm } from "../publish.js";
import { chosenRange, rangeChoice } from "../rangechoice.js";
import { Traffic } from "../traffic.js";
import { consumerColumns } from "./consumers.js";

const MOST_SHOWN = 1000;
const BODY_BYTES = 50_000;

/** One queue: its messages, charts, consumers and bindings, and what can be done with it. */
export function queuePage(vhost, name) {
  const resource = path`queues/${vhost}/${name}`;
  const about = element("div");
  const details = element("div");
  const traffic = new Traffic();
  let queue = {};
  const consumers = gridOf({ label: "Consumers", search: false, columns: consumerColumns }, () => queue.consumer_details ?? []);
  const bindings = gridOf({ label: "Bindings", search: false, columns: bindingColumns(vhost) }, () => get(`${resource}/bindings`));
  return {
    title: `Queue ${name}`,
    actions: [
      actionButton("Publish …", () => publishForm(vhost, "", name), { class: "primary" }),
      actionButton("Get messages …", () => getForm(resource, name)),
      actionButton("Move messages …", () => moveForm(resource, vhost, name)),
      actionButton("Purge …", () => purgeForm(resource, name, queue)),
      actionButton("Delete …", () => deleteForm(resource, name, queue), { class: "danger" }),
    ],
    content: [
      section("Now", about),
      section("Traffic", rangeChoice(), traffic.element),
      section("Consumers", consumers.element),
      section(
        "Bindings",
        button("Bind …", () => act(bindForm({ vhost, destination: name, destinationType: "queue" }))),
        bindings.element,
      ),
      section("Details", details),
    ],
    refresh: async () => {
      queue = await get(resource, historyQuery(chosenRange()));
      replace(about, figures(queue));
      replace(details, described(queue));
      traffic.update(queue.message_stats, queue);
      await Promise.all([consumers.refresh(), bindings.refresh()]);
    },
  };
}

function figures(queue) {
  return facts([
    ["Ready", count(queue.messages_ready)],
    ["Unacknowledged", count(queue.messages_unacknowledged)],
    ["Total", count(queue.messages)],
    ["Size of bodies", bytes(queue.message_bytes)],
    ["Consumers", count(queue.consumers)],
    ["State", state(queue.state)],
  ]);
}

function described(queue) {
  return facts([
    ["Virtual host", queue.vhost],
    ["Type", queue.type],
    ["Features", features(queue)],
    ["Arguments", table(queue.arguments)],
    ["Policy", queue.policy ?? "none"],
    ["Operator policy", queue.operator_policy ?? "none"],
    ["In force by policies", table(queue.effective_policy_definition)],
    ["Memory", bytes(queue.memory)],
    ["Owner", queue.owner_pid_details?.name],
  ]);
}

function bindingColumns(vhost) {
  return [
    { title: "From", sort: "source", show: (row) => exchangeLink(vhost, row.source) },
    { title: "Routing key", sort: "routing_key", show: (row) => row.routing_key },
    { title: "Arguments", wide: true, show: (row) => table(row.arguments) },
    { title: "Action", show: (row) => unbindButton(row) },
  ];
}

function getForm(resource, name) {
  return {
    title: `Get messages of queue ${name}`,
    intro: "Messages that stay in the queue are marked as redelivered.",
    fields: [
      { name: "count", label: "How many", type: "number", min: 1, max: MOST_SHOWN, value: 10, required: true },
      {
        name: "ackmode",
        label: "Then",
        type: "select",
        options: [
          { value: "ack_requeue_true", label: "put them back" },
          { value: "ack_requeue_false", label: "take them out of the queue" },
          { value: "reject_requeue_false", label: "reject them (dead-letter or drop)" },
        ],
      },
    ],
    label: "Get messages",
    run: async ({ count: most, ackmode }) => {
      const messages = await post(`${resource}/get`, { count: most, ackmode, encoding: "auto", truncate: BODY_BYTES });
      setTimeout(() => dialog.show(`Messages of queue ${name}`, messageList(messages)));
    },
  };
}

function moveForm(resource, vhost, name) {
  return {
    title: `Move messages of queue ${name}`,
    intro: "Ready messages go from the head of this queue to the end of another one, in transactions: none is lost or doubled.",
    fields: [
      { name: "destination", label: "To queue", required: true },
      { name: "count", label: "How many", type: "number", min: 1, hint: "All that are ready now if empty." },
    ],
    label: "Move messages",
    run: async ({ destination, count: most }) => {
      const { moved } = await post(`${resource}/actions`, { action: "move", destination, count: most });
      return `${count(moved)} messages are moved to queue ${destination}.`;
    },
  };
}

function purgeForm(resource, name, queue) {
  return {
    title: `Purge queue ${name}?`,
    intro: `Its ready messages, ${count(queue.messages_ready)} at present, are lost for good.`,
    label: "Purge queue",
    danger: true,
    run: async () => {
      await remove(`${resource}/contents`);
      return `Queue ${name} is purged.`;
    },
  };
}

function deleteForm(resource, name, queue) {
  return {
    title: `Delete queue ${name}?`,
    intro: `It has ${count(queue.messages)} messages, which are lost, and ${count(queue.consumers)} consumers, which are cancelled.`,
    fields: [
      { name: "ifEmpty", label: "Only if it is empty", type: "checkbox" },
      { name: "ifUnused", label: "Only if it has no consumers", type: "checkbox" },
    ],
    label: "Delete queue",
    danger: true,
    then: "#/queues",
    run: async ({ ifEmpty, ifUnused }) => {
      await remove(resource, { query: { "if-empty": ifEmpty || undefined, "if-unused": ifUnused || undefined } });
      return `Queue ${name} is deleted.`;
    },
  };
}
