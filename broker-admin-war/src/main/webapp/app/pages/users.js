import { actionButton } from "../actions.js";
import { path, put } from "../api.js";
import { element, link, tag } from "../dom.js";
import { yesNo } from "../format.js";
import { Grid } from "../grid.js";
import { listOf } from "../lists.js";

/** What users may be allowed on this page and in the API. */
export const TAGS = ["administrator", "monitoring", "policymaker", "management"];

/** The users of the broker. */
export function usersPage() {
  const grid = new Grid({
    label: "Users",
    remember: "users",
    columns: [
      { title: "Name", sort: "name", show: (row) => link(path`users/${row.name}`, row.name) },
      { title: "Tags", show: (row) => element("span", { class: "tags" }, tagsOf(row).map((name) => tag(name))) },
      { title: "Has a password", show: (row) => yesNo(row.password_hash !== "") },
    ],
    load: listOf(() => "users"),
  });
  return {
    title: "Users",
    actions: [actionButton("Add user …", addForm, { class: "primary" })],
    content: grid.element,
    refresh: () => grid.refresh(),
  };
}

/** The tags of a user, however the API writes them. */
export function tagsOf({ tags }) {
  return Array.isArray(tags) ? tags : String(tags ?? "").split(",").filter(Boolean);
}

function addForm() {
  return {
    title: "Add a user",
    fields: [
      { name: "name", label: "Name", required: true },
      { name: "password", label: "Password", type: "password", required: true, autocomplete: "new-password" },
      {
        name: "tags",
        label: "Tags",
        type: "checkboxes",
        options: TAGS,
        hint: "Clients that only send and receive messages need none. Permissions are given afterwards, on the user's page.",
      },
    ],
    label: "Add user",
    run: async ({ name, password, tags }) => {
      await put(path`users/${name}`, { password, tags: tags.join(",") });
      return `User ${name} is added.`;
    },
  };
}
