import { bindingsPage } from "./pages/bindings.js";
import { channelPage, channelsPage } from "./pages/channels.js";
import { connectionPage, connectionsPage } from "./pages/connections.js";
import { consumersPage } from "./pages/consumers.js";
import { definitionsPage } from "./pages/definitions.js";
import { exchangePage } from "./pages/exchange.js";
import { exchangesPage } from "./pages/exchanges.js";
import { overviewPage } from "./pages/overview.js";
import { permissionsPage } from "./pages/permissions.js";
import { policiesPage } from "./pages/policies.js";
import { queuePage } from "./pages/queue.js";
import { queuesPage } from "./pages/queues.js";
import { settingsPage } from "./pages/settings.js";
import { transactionsPage } from "./pages/transactions.js";
import { userPage } from "./pages/user.js";
import { usersPage } from "./pages/users.js";
import { vhostPage } from "./pages/vhost.js";
import { vhostsPage } from "./pages/vhosts.js";

/**
 * What a view gives.
 *
 * @typedef {Object} View
 * @property {string} title its heading
 * @property {Node|Array} content
 * @property {Array<Node>} [actions] buttons beside the heading
 * @property {function(): Promise} refresh brings the content up to date; called first when the view is shown
 */

/** The views by the first part of their path; a view gets the other parts. */
const VIEWS = {
  overview: [overviewPage],
  connections: [connectionsPage, connectionPage],
  channels: [channelsPage, channelPage],
  consumers: [consumersPage],
  exchanges: [exchangesPage, null, exchangePage],
  queues: [queuesPage, null, queuePage],
  bindings: [bindingsPage],
  users: [usersPage, userPage],
  permissions: [permissionsPage],
  vhosts: [vhostsPage, vhostPage],
  policies: [policiesPage],
  transactions: [transactionsPage],
  definitions: [definitionsPage],
  settings: [settingsPage],
};

/** The navigation: groups of first parts of paths with their names. Entries that need a tag of the user name it. */
export const NAVIGATION = [
  ["", [["overview", "Overview"]]],
  [
    "Clients",
    [
      ["connections", "Connections"],
      ["channels", "Channels"],
      ["consumers", "Consumers"],
    ],
  ],
  [
    "Topology",
    [
      ["exchanges", "Exchanges"],
      ["queues", "Queues"],
      ["bindings", "Bindings"],
      ["policies", "Policies"],
    ],
  ],
  [
    "Access",
    [
      ["users", "Users", "administrator"],
      ["permissions", "Permissions", "administrator"],
      ["vhosts", "Virtual hosts"],
    ],
  ],
  [
    "Operation",
    [
      ["transactions", "Transactions", "monitoring"],
      ["definitions", "Definitions", "administrator"],
      ["settings", "Settings", "monitoring"],
    ],
  ],
];

/** The first part of the path that the address names. */
export function place() {
  return parts()[0];
}

/** Makes the view that the address names; null if there is none. */
export function currentView() {
  const [first, ...others] = parts();
  const make = VIEWS[first]?.[others.length];
  return make ? make(...others) : null;
}

function parts() {
  const hash = location.hash.replace(/^#\/?/, "");
  return hash === "" ? ["overview"] : hash.split("/").map(decodeURIComponent);
}
