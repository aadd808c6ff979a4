import { rate } from "./format.js";

/** A column with one of the rates of message_stats. */
export function rateColumn(title, name) {
  return {
    title,
    sort: `message_stats.${name}_details.rate`,
    number: true,
    wide: true,
    show: (row) => rate(row.message_stats?.[`${name}_details`]?.rate),
  };
}
