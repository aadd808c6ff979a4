import { actionButton } from "../actions.js";
import { get, path } from "../api.js";
import { bindForm, unbindButton } from "../bindingforms.js";
import { element, replace, section } from "../dom.js";
import { exchangeLink, queueLink, table } from "../facts.js";
import { count } from "../format.js";
import { Graph } from "../graph.js";
import { gridOf } from "../grid.js";
import { narrowed, showsAll, virtualHostColumn } from "../vhosts.js";

const MOST_DRAWN = 120;

/** The bindings as a picture and as a table; those of the default exchange, which every queue has, are left out. */
export function bindingsPage() {
  let bindings = [];
  const note = element("p", { class: "muted" });
  const filter = element("input", { id: "drawn", type: "search", placeholder: "part of a name", oninput: () => draw() });
  const graph = new Graph(({ kind, vhost, name }) => {
    location.hash = kind === "queue" ? path`#/queues/${vhost}/${name}` : path`#/exchanges/${vhost}/${name}`;
  });
  const grid = gridOf(
    { label: "Bindings", remember: "bindings", columns: columns() },
    () => bindings,
    ["source", "destination", "routing_key"],
  );

  function draw() {
    const wanted = filter.value.toLowerCase();
    const found = bindings.filter(({ source, destination }) => source.toLowerCase().includes(wanted) || destination.toLowerCase().includes(wanted));
    graph.update(found.slice(0, MOST_DRAWN));
    replace(
      note,
      found.length > MOST_DRAWN
        ? `The picture has the first ${MOST_DRAWN} of ${count(found.length)} bindings; narrow it by a name. `
        : found.length === 0 && "There are no bindings to draw. ",
      "Exchanges have cut corners and a double line, queues have round ones; a click opens them.",
    );
  }

  return {
    title: "Bindings",
    actions: [actionButton("Bind …", () => bindForm({}), { class: "primary" })],
    content: [
      section(
        "Picture",
        element("div", { class: "toolbar" }, element("label", { for: "drawn" }, "Show bindings of"), filter),
        note,
        graph.element,
      ),
      section("Table", grid.element),
    ],
    refresh: async () => {
      bindings = (await get(narrowed("bindings"))).filter((binding) => binding.source !== "");
      draw();
      await grid.refresh();
    },
  };
}

function columns() {
  return [
    { title: "From exchange", sort: "source", show: (row) => exchangeLink(row.vhost, row.source) },
    {
      title: "To",
      sort: "destination",
      show: (row) =>
        row.destination_type === "queue" ? queueLink(row.vhost, row.destination) : exchangeLink(row.vhost, row.destination),
    },
    { title: "Kind", sort: "destination_type", wide: true, show: (row) => row.destination_type },
    ...(showsAll() ? [virtualHostColumn] : []),
    { title: "Routing key", sort: "routing_key", show: (row) => row.routing_key },
    { title: "Arguments", wide: true, show: (row) => table(row.arguments) },
    { title: "Action", show: (row) => unbindButton(row) },
  ];
}
