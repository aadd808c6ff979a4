import { act } from "./actions.js";
import { path, put, remove } from "./api.js";
import { button } from "./dom.js";
import { exchangeName, exchangePath } from "./format.js";
import { virtualHostField } from "./vhosts.js";

const EXPRESSION = "A regular expression; .* allows all, an empty one nothing.";

/** The form that gives permissions in a virtual host; the user is asked for if not given. */
export function permissionForm(user) {
  return {
    title: user === undefined ? "Give permissions" : `Give permissions to ${user}`,
    fields: [
      ...userField(user),
      virtualHostField(),
      { name: "configure", label: "Configure", value: ".*", hint: EXPRESSION },
      { name: "write", label: "Write", value: ".*" },
      { name: "read", label: "Read", value: ".*" },
    ],
    label: "Give permissions",
    run: async ({ vhost, user: named, ...permissions }) => {
      await put(path`permissions/${vhost}/${user ?? named}`, permissions);
      return `${user ?? named} has permissions in ${vhost}.`;
    },
  };
}

/** The form that gives permissions for routing keys. */
export function topicPermissionForm(user) {
  return {
    title: user === undefined ? "Give topic permissions" : `Give topic permissions to ${user}`,
    fields: [
      ...userField(user),
      virtualHostField(),
      { name: "exchange", label: "Topic exchange", required: true, value: "amq.topic" },
      { name: "write", label: "Routing keys to publish with", value: ".*", hint: EXPRESSION },
      { name: "read", label: "Routing keys to bind with", value: ".*" },
    ],
    label: "Give topic permissions",
    run: async ({ vhost, user: named, ...permissions }) => {
      await put(path`topic-permissions/${vhost}/${user ?? named}`, permissions);
      return `${user ?? named} has topic permissions in ${vhost}.`;
    },
  };
}

/** The columns of permissions. */
export const permissionColumns = [
  { title: "Configure", sort: "configure", show: (row) => row.configure },
  { title: "Write", sort: "write", show: (row) => row.write },
  { title: "Read", sort: "read", show: (row) => row.read },
  { title: "Action", show: (row) => takeButton("permissions", row, path`permissions/${row.vhost}/${row.user}`) },
];

/** The columns of topic permissions. */
export const topicPermissionColumns = [
  { title: "Exchange", sort: "exchange", show: (row) => exchangeName(row.exchange) },
  { title: "Write", sort: "write", show: (row) => row.write },
  { title: "Read", sort: "read", show: (row) => row.read },
  {
    title: "Action",
    show: (row) =>
      takeButton(
        `topic permissions for ${exchangeName(row.exchange)}`,
        row,
        path`topic-permissions/${row.vhost}/${row.user}/${exchangePath(row.exchange)}`,
      ),
  },
];

function userField(user) {
  return user === undefined ? [{ name: "user", label: "User", required: true }] : [];
}

function takeButton(what, { user, vhost }, resource) {
  return button(
    "Take away",
    () =>
      act({
        title: `Take the ${what} of ${user} in ${vhost} away?`,
        label: "Take away",
        danger: true,
        run: async () => {
          await remove(resource);
          return `${user} has lost ${what} in ${vhost}.`;
        },
      }),
    { class: "quiet", "aria-label": `Take away ${what} of ${user} in ${vhost}` },
  );
}
