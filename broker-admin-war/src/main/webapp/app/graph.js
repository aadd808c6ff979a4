import cytoscape from "../lib/cytoscape/cytoscape.esm.min.mjs";
import { colour } from "./chart.js";
import { element } from "./dom.js";

// Cytoscape's own goes from top to bottom; turned to the right, with less distance between rows than between columns.
const LAYOUT = {
  name: "breadthfirst",
  directed: true,
  spacingFactor: 1.1,
  transform: (node, { x, y }) => ({ x: y * 2.2, y: x * 0.45 }),
};

/** A picture of exchanges, queues and the bindings between them, drawn by Cytoscape. What it shows is to be told in a table as well. */
export class Graph {
  #place = element("div", { class: "graph", role: "img", "aria-label": "Picture of the bindings; the table below lists them" });
  #drawn = null;
  #shape = "";
  #open;

  /** @param {function({kind: string, name: string, vhost: string})} open called for a node that is clicked */
  constructor(open) {
    this.#open = open;
    document.addEventListener("themechange", () => this.#drawn?.style(style()));
  }

  get element() {
    return this.#place;
  }

  /** Shows these bindings; lays them out anew only if others than before are shown. */
  update(bindings) {
    const shape = JSON.stringify(bindings);
    if (shape === this.#shape) {
      return;
    }
    this.#shape = shape;
    this.#drawn?.destroy();
    this.#drawn = cytoscape({
      container: this.#place,
      elements: elements(bindings),
      style: style(),
      layout: LAYOUT,
      maxZoom: 1.2,
      minZoom: 0.1,
      autoungrabify: true,
      boxSelectionEnabled: false,
    });
    this.#drawn.on("tap", "node", (event) => this.#open(event.target.data("target")));
  }

  /** Lets go of the picture. */
  destroy() {
    this.#drawn?.destroy();
    this.#drawn = null;
    this.#shape = "";
  }
}

function elements(bindings) {
  const nodes = new Map();
  const add = (kind, vhost, name) => {
    const id = JSON.stringify([kind, vhost, name]);
    nodes.set(id, { data: { id, label: name, target: { kind, vhost, name } }, classes: kind });
    return id;
  };
  const edges = bindings.map((binding) => ({
    data: {
      source: add("exchange", binding.vhost, binding.source),
      target: add(binding.destination_type, binding.vhost, binding.destination),
      label: binding.routing_key,
    },
  }));
  return [...nodes.values(), ...edges];
}

function style() {
  const text = { "font-family": "system-ui, sans-serif", "font-size": 12, color: colour("--text") };
  return [
    {
      selector: "node",
      style: {
        ...text,
        label: "data(label)",
        "text-valign": "center",
        "text-halign": "center",
        "text-wrap": "ellipsis",
        "text-max-width": 150,
        shape: "round-rectangle",
        width: 170,
        height: 30,
        "background-color": colour("--panel"),
        "border-width": 1.5,
        "border-color": colour("--series-0"),
      },
    },
    { selector: "node.exchange", style: { shape: "cut-rectangle", "border-style": "double", "border-width": 3, "border-color": colour("--series-1") } },
    {
      selector: "edge",
      style: {
        ...text,
        label: "data(label)",
        "font-size": 11,
        "text-background-color": colour("--background"),
        "text-background-opacity": 0.9,
        "text-background-padding": 2,
        "text-wrap": "ellipsis",
        "text-max-width": 120,
        width: 1.5,
        "line-color": colour("--muted"),
        "target-arrow-color": colour("--muted"),
        "target-arrow-shape": "triangle",
        "curve-style": "bezier",
      },
    },
  ];
}
