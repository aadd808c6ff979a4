import { get, path } from "../api.js";
import { rateColumn } from "../columns.js";
import { channelLink, connectionLink, queueLink, state } from "../facts.js";
import { element, facts, replace, section, tag } from "../dom.js";
import { count, rate, yesNo } from "../format.js";
import { Grid, gridOf } from "../grid.js";
import { listOf } from "../lists.js";
import { chosenVirtualHost } from "../settings.js";
import { showsAll, virtualHostColumn } from "../vhosts.js";

/** The open channels. */
export function channelsPage() {
  const grid = new Grid({
    label: "Channels",
    remember: "channels",
    columns: [
      { title: "Channel", sort: "name", show: (row) => channelLink(row.name) },
      { title: "User", sort: "user", wide: true, show: (row) => row.user },
      ...(showsAll() ? [virtualHostColumn] : []),
      { title: "Mode", wide: true, show: (row) => modes(row) },
      { title: "State", sort: "state", show: (row) => state(row.state) },
      { title: "Consumers", sort: "consumer_count", number: true, show: (row) => count(row.consumer_count) },
      { title: "Prefetch", sort: "prefetch_count", number: true, wide: true, show: (row) => prefetch(row) },
      { title: "Unacked", sort: "messages_unacknowledged", number: true, show: (row) => count(row.messages_unacknowledged) },
      { title: "Unconfirmed", sort: "messages_unconfirmed", number: true, wide: true, show: (row) => count(row.messages_unconfirmed) },
      rateColumn("Publish", "publish"),
      rateColumn("Deliver", "deliver_get"),
      rateColumn("Ack", "ack"),
    ],
    load: listOf(() => (chosenVirtualHost() === "" ? "channels" : path`vhosts/${chosenVirtualHost()}/channels`), ["name", "user"]),
  });
  return { title: "Channels", content: grid.element, refresh: () => grid.refresh() };
}

/** One channel. */
export function channelPage(name) {
  const resource = path`channels/${name}`;
  const about = element("div");
  const consumers = gridOf(
    {
      label: "Consumers",
      search: false,
      columns: [
        { title: "Consumer tag", sort: "consumer_tag", show: (row) => row.consumer_tag },
        { title: "Queue", show: (row) => queueLink(row.queue.vhost, row.queue.name) },
        { title: "Acknowledges", show: (row) => yesNo(row.ack_required) },
        { title: "Prefetch", number: true, show: (row) => count(row.prefetch_count) },
      ],
    },
    async () => (await get(resource)).consumer_details ?? [],
  );
  return {
    title: `Channel ${name}`,
    content: [section("About", about), section("Consumers", consumers.element)],
    refresh: async () => {
      replace(about, described(await get(resource)));
      await consumers.refresh();
    },
  };
}

function described(channel) {
  const statistics = channel.message_stats ?? {};
  return facts([
    ["Connection", connectionLink(channel.connection_details.name)],
    ["User", channel.user],
    ["Virtual host", channel.vhost],
    ["State", state(channel.state)],
    ["Mode", modes(channel)],
    ["Prefetch of each consumer", count(channel.prefetch_count)],
    ["Prefetch of the channel", count(channel.global_prefetch_count)],
    ["Unacknowledged", count(channel.messages_unacknowledged)],
    ["Unconfirmed", count(channel.messages_unconfirmed)],
    ["Uncommitted messages", count(channel.messages_uncommitted)],
    ["Uncommitted acknowledgements", count(channel.acks_uncommitted)],
    ["Publish", rate(statistics.publish_details?.rate)],
    ["Deliver", rate(statistics.deliver_get_details?.rate)],
    ["Acknowledge", rate(statistics.ack_details?.rate)],
  ]);
}

function modes(channel) {
  return element(
    "span",
    { class: "tags" },
    channel.confirm && tag("confirms", "The publisher gets confirms"),
    channel.transactional && tag("transactional", "Publishes and acknowledges in transactions"),
  );
}

function prefetch(channel) {
  return channel.global_prefetch_count ? `${count(channel.prefetch_count)} / ${count(channel.global_prefetch_count)}` : count(channel.prefetch_count);
}
