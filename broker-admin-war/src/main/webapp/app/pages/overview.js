import { get } from "../api.js";
import { Chart } from "../chart.js";
import { element, facts, link, replace, section } from "../dom.js";
import { bytes, compact, count, duration, rate } from "../format.js";
import { gridOf } from "../grid.js";
import { historyQuery, linesOf, Seen } from "../history.js";
import { chosenRange, rangeChoice } from "../rangechoice.js";
import { hasTag } from "../session.js";
import { draw, Traffic } from "../traffic.js";

const OBJECTS = ["connections", "channels", "consumers", "exchanges", "queues"];

/** The broker at a glance: totals, charts, alarms, listeners. */
export function overviewPage() {
  const totals = element("div", { class: "tiles" });
  const traffic = new Traffic();
  const node = new NodeCharts();
  const about = element("div");
  let listeners = [];
  const listenerGrid = gridOf(
    {
      label: "Listeners",
      search: false,
      columns: [
        { title: "Protocol", sort: "protocol", show: (row) => row.protocol },
        { title: "Address", sort: "ip_address", show: (row) => row.ip_address },
        { title: "Port", sort: "port", number: true, show: (row) => String(row.port) },
      ],
    },
    () => listeners,
  );
  return {
    title: "Overview",
    content: [
      totals,
      section("Traffic", rangeChoice(), traffic.element),
      hasTag("monitoring") && section("Resources", node.element),
      section("About", about),
      section("Listeners", listenerGrid.element),
    ],
    refresh: async () => {
      const query = historyQuery(chosenRange());
      const [overview, nodes] = await Promise.all([get("overview", query), hasTag("monitoring") ? get("nodes", query) : []]);
      replace(totals, tiles(overview));
      traffic.update(overview.message_stats, overview.queue_totals);
      node.update(nodes[0]);
      replace(about, described(overview, nodes[0]));
      listeners = overview.listeners ?? [];
      await listenerGrid.refresh();
    },
  };
}

function tiles(overview) {
  const objects = overview.object_totals ?? {};
  const queued = overview.queue_totals ?? {};
  return [
    tile("Ready", compact(queued.messages_ready ?? 0)),
    tile("Unacked", compact(queued.messages_unacknowledged ?? 0)),
    ...OBJECTS.map((name) => tile(link(name, name[0].toUpperCase() + name.slice(1)), count(objects[name] ?? 0))),
  ];
}

function tile(label, value) {
  return element("div", { class: "tile" }, element("span", {}, label), element("b", {}, value));
}

function described(overview, node) {
  return facts([
    ["Product", `${overview.product_name} ${overview.product_version}`],
    ["Compatible with RabbitMQ", overview.rabbitmq_version],
    ["Name", overview.cluster_name],
    ["Node", overview.node],
    ["Running for", node && duration(node.uptime)],
    ["Sockets", node && `${count(node.sockets_used)} of ${count(node.sockets_total)}`],
    ["Files", node && `${count(node.fd_used)} of ${count(node.fd_total)}`],
    ["Connections opened", rate(overview.churn_rates?.connection_created_details?.rate)],
    ["Channels opened", rate(overview.churn_rates?.channel_created_details?.rate)],
  ]);
}

/** Charts of memory, disk and store, as far as the broker tells them. */
class NodeCharts {
  #memory = new Chart("Memory", ["Used", "Limit"], bytes);
  #disk = new Chart("Disk", ["Free", "Least that has to be free"], bytes);
  #store = new Chart("Store", ["Size", "Waiting to be written"], bytes);
  #seen = { memory: new Seen(2), disk: new Seen(2), store: new Seen(2) };
  #element = element("div", { class: "charts" }, this.#memory.element, this.#disk.element, this.#store.element);

  get element() {
    return this.#element;
  }

  update(node) {
    if (node === undefined) {
      return;
    }
    show(this.#memory, this.#seen.memory, node.mem_used_details, [node.mem_used, node.mem_limit]);
    show(this.#disk, this.#seen.disk, node.disk_free_details, [node.disk_free, node.disk_free_limit]);
    const storeKnown = Number.isFinite(node.store_bytes);
    this.#store.element.hidden = !storeKnown;
    if (storeKnown) {
      show(this.#store, this.#seen.store, node.store_bytes_details, [node.store_bytes, node.store_pending_bytes]);
    }
  }
}

/** Shows a value's history together with a limit, which is the same all the time. */
function show(chart, seen, details, values) {
  seen.add(values);
  const history = linesOf([{ details, rate: false }]);
  history.lines.push(history.times.map(() => values[1]));
  draw(chart, history, seen);
}
