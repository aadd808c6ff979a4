/** How far back charts look: seconds of the whole, and between two points. */
export const RANGES = {
  minutes: { label: "10 minutes", age: 600, step: 5 },
  hour: { label: "1 hour", age: 3600, step: 60 },
  day: { label: "1 day", age: 86_400, step: 1800 },
};

/** The query that asks the API for the history of a range. */
export function historyQuery({ age, step }) {
  return {
    msg_rates_age: age,
    msg_rates_incr: step,
    lengths_age: age,
    lengths_incr: step,
    data_rates_age: age,
    data_rates_incr: step,
    node_stats_age: age,
    node_stats_incr: step,
  };
}

/**
 * Turns samples of the API into lines over the same times.
 *
 * @param {Array<{details: Object, rate: boolean}>} wanted the details, such as publish_details, and whether their counts are to become rates
 * @returns {{times: Array<number>, lines: Array<Array<number|null>>}} empty if there are no samples
 */
export function linesOf(wanted) {
  const points = new Map();
  wanted.forEach(({ details, rate }, index) => {
    const samples = [...(details?.samples ?? [])].sort((one, other) => one.timestamp - other.timestamp);
    for (const [time, value] of rate ? rates(samples) : samples.map(({ timestamp, sample }) => [timestamp, sample])) {
      const point = points.get(time) ?? new Array(wanted.length).fill(null);
      point[index] = value;
      points.set(time, point);
    }
  });
  const times = [...points.keys()].sort((one, other) => one - other);
  return {
    times: times.map((time) => time / 1000),
    lines: wanted.map((_, index) => times.map((time) => points.get(time)[index])),
  };
}

/** Counts per second between each two samples; a count that falls, after a restart, begins anew. */
function rates(samples) {
  return samples.slice(1).map(({ timestamp, sample }, index) => {
    const before = samples[index];
    const seconds = (timestamp - before.timestamp) / 1000;
    return [timestamp, seconds > 0 ? Math.max(0, sample - before.sample) / seconds : null];
  });
}

/** What this page itself has seen of values that the API keeps no history of. */
export class Seen {
  #times = [];
  #lines;

  /** @param {number} lines how many values there are each time */
  constructor(lines) {
    this.#lines = Array.from({ length: lines }, () => []);
  }

  /** Adds the present values, and forgets those older than an hour. */
  add(values) {
    const now = Date.now() / 1000;
    this.#times.push(now);
    values.forEach((value, index) => this.#lines[index].push(Number.isFinite(value) ? value : null));
    while (this.#times[0] < now - RANGES.hour.age) {
      this.#times.shift();
      this.#lines.forEach((line) => line.shift());
    }
  }

  get times() {
    return this.#times;
  }

  get lines() {
    return this.#lines;
  }
}
