import { actionButton } from "../actions.js";
import { path, put } from "../api.js";
import { link } from "../dom.js";
import { count, yesNo } from "../format.js";
import { Grid } from "../grid.js";
import { listOf } from "../lists.js";
import { hasTag } from "../session.js";

/** The virtual hosts. */
export function vhostsPage() {
  const grid = new Grid({
    label: "Virtual hosts",
    remember: "vhosts",
    columns: [
      { title: "Name", sort: "name", show: (row) => link(path`vhosts/${row.name}`, row.name) },
      { title: "Description", wide: true, show: (row) => row.description ?? row.metadata?.description ?? "" },
      { title: "Ready", sort: "messages_ready", number: true, show: (row) => count(row.messages_ready ?? 0) },
      { title: "Unacked", sort: "messages_unacknowledged", number: true, show: (row) => count(row.messages_unacknowledged ?? 0) },
      { title: "Tracing", wide: true, show: (row) => yesNo(row.tracing) },
    ],
    load: listOf(() => "vhosts"),
  });
  return {
    title: "Virtual hosts",
    actions: [hasTag() && actionButton("Add virtual host …", addForm, { class: "primary" })],
    content: grid.element,
    refresh: () => grid.refresh(),
  };
}

function addForm() {
  return {
    title: "Add a virtual host",
    fields: [
      { name: "name", label: "Name", required: true },
      { name: "description", label: "Description" },
    ],
    label: "Add virtual host",
    run: async ({ name, description }) => {
      await put(path`vhosts/${name}`, description === "" ? {} : { description });
      document.dispatchEvent(new CustomEvent("vhostschange"));
      return `Virtual host ${name} is added.`;
    },
  };
}
