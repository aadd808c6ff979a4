import { actionButton } from "../actions.js";
import { path } from "../api.js";
import { link, section } from "../dom.js";
import { Grid } from "../grid.js";
import { listOf } from "../lists.js";
import { permissionColumns, permissionForm, topicPermissionColumns, topicPermissionForm } from "../permissionforms.js";
import { chosenVirtualHost } from "../settings.js";
import { showsAll, virtualHostColumn } from "../vhosts.js";

/** All permissions and topic permissions. */
export function permissionsPage() {
  const leading = [
    { title: "User", sort: "user", show: (row) => link(path`users/${row.user}`, row.user) },
    ...(showsAll() ? [{ ...virtualHostColumn, wide: false }] : []),
  ];
  const permissions = new Grid({
    label: "Permissions",
    remember: "permissions",
    columns: [...leading, ...permissionColumns],
    load: listOf(() => inVirtualHost("permissions"), ["user", "vhost"]),
  });
  const topics = new Grid({
    label: "Topic permissions",
    remember: "topic-permissions",
    columns: [...leading, ...topicPermissionColumns],
    load: listOf(() => inVirtualHost("topic-permissions"), ["user", "vhost", "exchange"]),
  });
  return {
    title: "Permissions",
    actions: [
      actionButton("Give permissions …", () => permissionForm(), { class: "primary" }),
      actionButton("Give topic permissions …", () => topicPermissionForm()),
    ],
    content: [section("Permissions in virtual hosts", permissions.element), section("Topic permissions", topics.element)],
    refresh: () => Promise.all([permissions.refresh(), topics.refresh()]),
  };
}

function inVirtualHost(list) {
  return showsAll() ? list : path`vhosts/${chosenVirtualHost()}/` + list;
}
