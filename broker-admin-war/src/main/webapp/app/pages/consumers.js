import { channelLink, queueLink } from "../facts.js";
import { count, yesNo } from "../format.js";
import { Grid } from "../grid.js";
import { listOf } from "../lists.js";
import { narrowed } from "../vhosts.js";

/** The columns of consumers, without the queue. */
export const consumerColumns = [
  { title: "Consumer tag", sort: "consumer_tag", show: (row) => row.consumer_tag },
  {
    title: "Channel",
    sort: "channel_details.name",
    show: (row) => (row.channel_details?.name ? channelLink(row.channel_details.name) : "in the server"),
  },
  { title: "Active", sort: "active", show: (row) => yesNo(row.active ?? true) },
  { title: "Acknowledges", sort: "ack_required", wide: true, show: (row) => yesNo(row.ack_required) },
  { title: "Exclusive", sort: "exclusive", wide: true, show: (row) => yesNo(row.exclusive) },
  { title: "Prefetch", sort: "prefetch_count", number: true, show: (row) => count(row.prefetch_count) },
  { title: "Priority", number: true, wide: true, show: (row) => count(row.arguments?.["x-priority"] ?? 0) },
];

/** The consumers of all queues. */
export function consumersPage() {
  const grid = new Grid({
    label: "Consumers",
    remember: "consumers",
    columns: [
      { title: "Queue", sort: "queue.name", show: (row) => queueLink(row.queue.vhost, row.queue.name) },
      ...consumerColumns,
    ],
    load: listOf(() => narrowed("consumers"), ["consumer_tag", "queue.name", "channel_details.name"]),
  });
  return { title: "Consumers", content: grid.element, refresh: () => grid.refresh() };
}
