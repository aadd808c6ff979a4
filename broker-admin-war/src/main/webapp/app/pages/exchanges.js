import { actionButton } from "../actions.js";
import { get, path, put } from "../api.js";
import { otherArguments } from "../arguments.js";
import { rateColumn } from "../columns.js";
import { exchangeLink, features } from "../facts.js";
import { Grid } from "../grid.js";
import { listOf } from "../lists.js";
import { narrowed, showsAll, virtualHostColumn, virtualHostField } from "../vhosts.js";

/** The exchanges. */
export function exchangesPage() {
  let types = ["direct", "fanout", "topic", "headers"];
  const grid = new Grid({
    label: "Exchanges",
    remember: "exchanges",
    columns: [
      { title: "Name", sort: "name", show: (row) => exchangeLink(row.vhost, row.name) },
      ...(showsAll() ? [virtualHostColumn] : []),
      { title: "Type", sort: "type", show: (row) => row.type },
      { title: "Features", wide: true, show: (row) => features(row) },
      { title: "Policy", sort: "policy", wide: true, show: (row) => row.policy ?? "" },
      rateColumn("In", "publish_in"),
      rateColumn("Out", "publish_out"),
    ],
    load: listOf(() => narrowed("exchanges")),
  });
  return {
    title: "Exchanges",
    actions: [actionButton("Declare exchange …", () => declareForm(types), { class: "primary" })],
    content: grid.element,
    refresh: async () => {
      const overview = await get("overview", { columns: "exchange_types" });
      types = overview.exchange_types?.map((type) => type.name) ?? types;
      await grid.refresh();
    },
  };
}

function declareForm(types) {
  return {
    title: "Declare an exchange",
    fields: [
      virtualHostField(),
      { name: "name", label: "Name", required: true },
      { name: "type", label: "Type", type: "select", options: types },
      { name: "durable", label: "Durable", type: "checkbox", value: true, hint: "Survives a restart." },
      { name: "autoDelete", label: "Auto-delete", type: "checkbox", hint: "Deleted when its last binding has gone." },
      { name: "internal", label: "Internal", type: "checkbox", hint: "Clients cannot publish to it." },
      {
        group: "Arguments",
        fields: [
          { name: "alternate", label: "Alternate exchange", hint: "Gets what cannot be routed." },
          { ...otherArguments(), hint: 'An object, such as {"x-delayed-type": "topic"}.' },
        ],
      },
    ],
    label: "Declare exchange",
    run: async (values) => {
      const others = values.alternate === "" ? values.others : { "alternate-exchange": values.alternate, ...values.others };
      await put(path`exchanges/${values.vhost}/${values.name}`, {
        type: values.type,
        durable: values.durable,
        auto_delete: values.autoDelete,
        internal: values.internal,
        arguments: others,
      });
      return `Exchange ${values.name} is declared.`;
    },
  };
}
