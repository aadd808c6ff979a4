import { actionButton } from "../actions.js";
import { get, path, remove } from "../api.js";
import { channelLink, connectionLink, state, table } from "../facts.js";
import { element, facts, replace, section } from "../dom.js";
import { byteRate, bytes, count, time, yesNo } from "../format.js";
import { Grid, gridOf } from "../grid.js";
import { listOf } from "../lists.js";
import { showsAll, virtualHostColumn } from "../vhosts.js";
import { chosenVirtualHost } from "../settings.js";

/** The open connections. */
export function connectionsPage() {
  const grid = new Grid({
    label: "Connections",
    remember: "connections",
    columns: [
      { title: "Name", sort: "name", show: (row) => nameOf(row) },
      { title: "User", sort: "user", show: (row) => row.user },
      ...(showsAll() ? [virtualHostColumn] : []),
      { title: "State", sort: "state", show: (row) => state(row.state) },
      { title: "Channels", sort: "channels", number: true, show: (row) => count(row.channels) },
      { title: "Client", wide: true, show: (row) => client(row.client_properties) },
      { title: "TLS", sort: "ssl", wide: true, show: (row) => yesNo(row.ssl) },
      { title: "From client", sort: "recv_oct_details.rate", number: true, wide: true, show: (row) => byteRate(row.recv_oct_details?.rate) },
      { title: "To client", sort: "send_oct_details.rate", number: true, wide: true, show: (row) => byteRate(row.send_oct_details?.rate) },
      { title: "Since", sort: "connected_at", wide: true, show: (row) => time(row.connected_at) },
    ],
    load: listOf(
      () => (chosenVirtualHost() === "" ? "connections" : path`vhosts/${chosenVirtualHost()}/connections`),
      ["name", "user", "user_provided_name"],
    ),
  });
  return { title: "Connections", content: grid.element, refresh: () => grid.refresh() };
}

/** One connection. */
export function connectionPage(name) {
  const resource = path`connections/${name}`;
  const about = element("div");
  const properties = element("div");
  const channels = gridOf(
    {
      label: "Channels",
      search: false,
      columns: [
        { title: "Channel", sort: "number", show: (row) => channelLink(row.name, String(row.number)) },
        { title: "State", show: (row) => state(row.state) },
        { title: "Consumers", number: true, show: (row) => count(row.consumer_count) },
        { title: "Prefetch", number: true, show: (row) => count(row.prefetch_count) },
        { title: "Unacked", number: true, show: (row) => count(row.messages_unacknowledged) },
      ],
    },
    () => get(`${resource}/channels`),
  );
  return {
    title: `Connection ${name}`,
    actions: [
      actionButton(
        "Close connection …",
        {
          title: "Close this connection?",
          intro: "The client is told the reason. What it has not acknowledged goes back to its queues.",
          fields: [{ name: "reason", label: "Reason", value: "Closed via management page" }],
          label: "Close connection",
          danger: true,
          then: "#/connections",
          run: async ({ reason }) => {
            await remove(resource, { headers: reason === "" ? {} : { "X-Reason": headerText(reason) } });
            return `Connection ${name} is closed.`;
          },
        },
        { class: "danger" },
      ),
    ],
    content: [section("About", about), section("Channels", channels.element), section("What the client says of itself", properties)],
    refresh: async () => {
      const connection = await get(resource);
      replace(about, described(connection));
      replace(properties, table(connection.client_properties));
      await channels.refresh();
    },
  };
}

function described(connection) {
  return facts([
    ["Name given by the client", connection.user_provided_name],
    ["User", connection.user],
    ["Virtual host", connection.vhost],
    ["State", state(connection.state)],
    ["Protocol", connection.protocol],
    ["From", `${connection.peer_host}:${connection.peer_port}`],
    ["To", `${connection.host}:${connection.port}`],
    ["Login by", connection.auth_mechanism],
    ["TLS", connection.ssl ? `${connection.ssl_protocol ?? "yes"} ${connection.ssl_cipher ?? ""}` : "no"],
    ["Client certificate", connection.peer_cert_subject],
    ["Since", time(connection.connected_at)],
    ["Heartbeat", `${connection.timeout} s`],
    ["Largest frame", bytes(connection.frame_max)],
    ["Most channels", count(connection.channel_max)],
    ["From client", `${byteRate(connection.recv_oct_details?.rate)}, ${bytes(connection.recv_oct)} in all`],
    ["To client", `${byteRate(connection.send_oct_details?.rate)}, ${bytes(connection.send_oct)} in all`],
  ]);
}

function nameOf(row) {
  const given = row.user_provided_name ?? row.client_properties?.connection_name;
  return given ? element("span", {}, connectionLink(row.name), element("small", {}, given)) : connectionLink(row.name);
}

function client(properties) {
  return [properties?.product, properties?.version].filter(Boolean).join(" ");
}

/** Headers of HTTP carry Latin letters only: all others become question marks. */
function headerText(text) {
  return text.replace(/[^\x20-\xff]/g, "?");
}
