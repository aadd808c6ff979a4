const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** What stands for a value that is not known. */
export const UNKNOWN = "–";

const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** A whole number with the separators of the reader's language. */
export function count(value) {
  return Number.isFinite(value) ? whole.format(value) : UNKNOWN;
}

/** A number with three significant digits and k, M or G. */
export function compact(value) {
  if (!Number.isFinite(value)) {
    return UNKNOWN;
  }
  const size = Math.abs(value);
  if (size >= 1e9) {
    return `${short.format(value / 1e9)}G`;
  }
  if (size >= 1e6) {
    return `${short.format(value / 1e6)}M`;
  }
  return size >= 1e4 ? `${short.format(value / 1e3)}k` : short.format(value);
}

/** A rate per second. */
export function rate(value) {
  return Number.isFinite(value) ? `${value >= 1000 ? whole.format(value) : short.format(value)}/s` : UNKNOWN;
}

/** A number of bytes in a readable unit. */
export function bytes(value) {
  if (!Number.isFinite(value)) {
    return UNKNOWN;
  }
  let rest = value;
  let unit = 0;
  while (Math.abs(rest) >= 1024 && unit < BYTE_UNITS.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  return `${short.format(rest)} ${BYTE_UNITS[unit]}`;
}

/** Bytes per second. */
export function byteRate(value) {
  return Number.isFinite(value) ? `${bytes(value)}/s` : UNKNOWN;
}

/** A length of time, given in milliseconds, in its two largest units. */
export function duration(milliseconds) {
  if (!Number.isFinite(milliseconds)) {
    return UNKNOWN;
  }
  const seconds = Math.floor(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 86400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  return first < 0
    ? "0 s"
    : parts
        .slice(first, first + 2)
        .filter(([amount]) => amount > 0)
        .map(([amount, unit]) => `${amount} ${unit}`)
        .join(" ");
}

/** A moment, given in milliseconds since the epoch or as text of ISO 8601, in the reader's language and time zone. */
export function time(value) {
  if (value === undefined || value === null || value === "") {
    return UNKNOWN;
  }
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? String(value) : moment.format(date);
}

/** Yes or no. */
export function yesNo(value) {
  return value ? "yes" : "no";
}

/** A value of JSON on one line; a text as it is. */
export function value(given) {
  return typeof given === "string" ? given : JSON.stringify(given);
}

/** The name of an exchange as people call it. */
export function exchangeName(name) {
  return name === "" ? "(default)" : name;
}

/** The name of an exchange in paths of the API. */
export function exchangePath(name) {
  return name === "" ? "amq.default" : name;
}
