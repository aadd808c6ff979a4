import { actionButton } from "../actions.js";
import { path, put } from "../api.js";
import { argumentsOf, queueArguments } from "../arguments.js";
import { rateColumn } from "../columns.js";
import { features, queueLink, state } from "../facts.js";
import { bytes, count } from "../format.js";
import { Grid } from "../grid.js";
import { listOf } from "../lists.js";
import { narrowed, showsAll, virtualHostColumn, virtualHostField } from "../vhosts.js";

/** The queues. */
export function queuesPage() {
  const grid = new Grid({
    label: "Queues",
    remember: "queues",
    columns: [
      { title: "Name", sort: "name", show: (row) => queueLink(row.vhost, row.name) },
      ...(showsAll() ? [virtualHostColumn] : []),
      { title: "Features", wide: true, show: (row) => features(row) },
      { title: "Policy", sort: "policy", wide: true, show: (row) => [row.policy, row.operator_policy].filter(Boolean).join(", ") },
      { title: "State", sort: "state", wide: true, show: (row) => state(row.state) },
      { title: "Ready", sort: "messages_ready", number: true, show: (row) => count(row.messages_ready) },
      { title: "Unacked", sort: "messages_unacknowledged", number: true, show: (row) => count(row.messages_unacknowledged) },
      { title: "Total", sort: "messages", number: true, wide: true, show: (row) => count(row.messages) },
      { title: "Size", sort: "message_bytes", number: true, wide: true, show: (row) => bytes(row.message_bytes) },
      { title: "Consumers", sort: "consumers", number: true, wide: true, show: (row) => count(row.consumers) },
      rateColumn("In", "publish"),
      rateColumn("Out", "deliver_get"),
      rateColumn("Ack", "ack"),
    ],
    load: listOf(() => narrowed("queues")),
  });
  return {
    title: "Queues",
    actions: [actionButton("Declare queue …", declareForm, { class: "primary" })],
    content: grid.element,
    refresh: () => grid.refresh(),
  };
}

function declareForm() {
  return {
    title: "Declare a queue",
    fields: [
      virtualHostField(),
      { name: "name", label: "Name", required: true },
      { name: "durable", label: "Durable", type: "checkbox", value: true, hint: "Survives a restart, with its persistent messages." },
      { name: "autoDelete", label: "Auto-delete", type: "checkbox", hint: "Deleted when its last consumer has gone." },
      queueArguments(),
    ],
    label: "Declare queue",
    run: async (values) => {
      await put(path`queues/${values.vhost}/${values.name}`, {
        durable: values.durable,
        auto_delete: values.autoDelete,
        arguments: argumentsOf(values),
      });
      return `Queue ${values.name} is declared.`;
    },
  };
}
