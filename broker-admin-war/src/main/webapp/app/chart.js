import uPlot from "../lib/uplot/uPlot.esm.js";
import { element, freshId, replace } from "./dom.js";
import { bytes, UNKNOWN } from "./format.js";

const HEIGHT_PIXELS = 170;
const MINUTES = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const SECONDS = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const POWERS_OF_TWO = Array.from({ length: 60 }, (_, exponent) => 2 ** exponent);
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/**
 * Lines over time, drawn by uPlot. Lines differ by dashes as well as by colours; the legend tells the newest values as text.
 */
export class Chart {
  #series;
  #format;
  #title;
  #plot = null;
  #data = null;
  #place = element("div", { class: "plot", role: "img" });
  #values;
  #element;

  /**
   * @param {string} title
   * @param {Array<string>} series the names of the lines, at most four
   * @param {function(number): string} format for the values
   */
  constructor(title, series, format) {
    this.#title = title;
    this.#series = series;
    this.#format = format;
    const id = freshId("chart");
    this.#values = series.map(() => element("b", {}, UNKNOWN));
    this.#element = element(
      "figure",
      { class: "chart", "aria-labelledby": id },
      element("figcaption", { id }, title),
      this.#place,
      element(
        "ul",
        { class: "legend" },
        series.map((name, index) =>
          element("li", {}, element("span", { class: `swatch series-${index}`, "aria-hidden": "true" }), `${name} `, this.#values[index]),
        ),
      ),
    );
    new ResizeObserver(() => this.#resize()).observe(this.#place);
    document.addEventListener("themechange", () => this.#redraw());
  }

  get element() {
    return this.#element;
  }

  /**
   * Shows these values.
   *
   * @param {Array<number>} times in seconds since the epoch, rising
   * @param {Array<Array<number|null>>} lines values for each of the series
   */
  update(times, lines) {
    // A single point gets half a minute before it, instead of a day around it.
    this.#data = times.length === 1 ? [[times[0] - 30, times[0]], ...lines.map(([value]) => [null, value])] : [times, ...lines];
    const newest = lines.map((line) => line.findLast((value) => value !== null && value !== undefined));
    newest.forEach((value, index) => replace(this.#values[index], this.#format(value)));
    const described = this.#series.map((name, index) => `${name} ${this.#format(newest[index])}`);
    this.#place.setAttribute("aria-label", `${this.#title}: ${described.join(", ")}`);
    if (this.#plot === null) {
      this.#draw();
    } else {
      this.#plot.setData(this.#data);
    }
  }

  #draw() {
    const width = this.#place.clientWidth;
    if (width > 0 && this.#data !== null) {
      this.#plot = new uPlot(this.#options(width), this.#data, this.#place);
    }
  }

  #redraw() {
    if (this.#plot !== null && this.#element.isConnected) {
      this.#plot.destroy();
      this.#draw();
    }
  }

  #resize() {
    if (this.#plot === null) {
      this.#draw();
    } else {
      this.#plot.setSize({ width: this.#place.clientWidth, height: HEIGHT_PIXELS });
    }
  }

  #options(width) {
    const axis = {
      stroke: colour("--muted"),
      grid: { stroke: colour("--line"), width: 1 },
      ticks: { stroke: colour("--line"), width: 1 },
      font: "11px system-ui, sans-serif",
    };
    return {
      width,
      height: HEIGHT_PIXELS,
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      scales: { y: { range: (plot, least, most) => [0, most > 0 ? most * 1.1 : 1] } },
      axes: [
        { ...axis, values: (plot, splits, index, space, step) => splits.map((time) => (step < 60 ? SECONDS : MINUTES).format(time * 1000)) },
        {
          ...axis,
          size: 68,
          incrs: this.#format === bytes ? POWERS_OF_TWO : undefined,
          values: (plot, splits) => splits.map(this.#format),
        },
      ],
      series: [
        {},
        ...this.#series.map((label, index) => ({
          label,
          stroke: colour(`--series-${index}`),
          width: 2,
          dash: DASHES[index],
          points: { show: false },
          spanGaps: false,
        })),
      ],
    };
  }
}

/** The present value of a colour of the style sheet. */
export function colour(name) {
  const probe = element("span", { hidden: true });
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
