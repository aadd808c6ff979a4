import { Chart } from "./chart.js";
import { element } from "./dom.js";
import { compact, rate } from "./format.js";
import { linesOf, Seen } from "./history.js";

const RATES = [
  ["Publish", "publish"],
  ["Deliver and get", "deliver_get"],
  ["Acknowledge", "ack"],
];
const LENGTHS = [
  ["Ready", "messages_ready"],
  ["Unacknowledged", "messages_unacknowledged"],
];

/** Two charts of the traffic of a queue, an exchange or the broker: rates of messages, and lengths. */
export class Traffic {
  #rates;
  #lengths;
  #seenRates;
  #seenLengths = new Seen(LENGTHS.length);
  #rateNames;
  #element;

  /** @param {{rates?: Array<[string, string]>, lengths?: boolean}} options which rates, as labels and names; whether there are lengths */
  constructor({ rates = RATES, lengths = true } = {}) {
    this.#rateNames = rates.map(([, name]) => name);
    this.#seenRates = new Seen(rates.length);
    this.#rates = new Chart("Messages a second", rates.map(([label]) => label), rate);
    this.#lengths = lengths
      ? new Chart("Messages in queues", LENGTHS.map(([label]) => label), compact)
      : null;
    this.#element = element("div", { class: "charts" }, this.#rates.element, this.#lengths?.element);
  }

  get element() {
    return this.#element;
  }

  /**
   * Shows the history that the API has sent, or what this page has seen if it has sent none.
   *
   * @param {Object} statistics the message_stats
   * @param {Object} lengths what has messages_ready and messages_unacknowledged
   */
  update(statistics, lengths) {
    const details = this.#rateNames.map((name) => statistics?.[`${name}_details`]);
    this.#seenRates.add(details.map((detail) => detail?.rate ?? 0));
    draw(this.#rates, withZeros(details, true), this.#seenRates);
    if (this.#lengths !== null) {
      this.#seenLengths.add(LENGTHS.map(([, name]) => lengths?.[name]));
      draw(this.#lengths, withZeros(LENGTHS.map(([, name]) => lengths?.[`${name}_details`]), false), this.#seenLengths);
    }
  }
}

/** The history of some details; the API leaves out what was 0 all the time. */
function withZeros(details, rate) {
  const { times, lines } = linesOf(details.map((detail) => ({ details: detail, rate })));
  return { times, lines: lines.map((line, index) => (details[index]?.samples?.length > 0 ? line : line.map(() => 0))) };
}

/** Draws a history, or what was seen if there is no history. */
export function draw(chart, history, seen) {
  const { times, lines } = history.times.length > 1 ? history : seen;
  chart.update(times, lines);
}
