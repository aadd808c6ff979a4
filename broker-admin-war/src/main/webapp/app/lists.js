import { get } from "./api.js";

/**
 * A part of a list.
 *
 * @typedef {Object} ListRequest
 * @property {number} page from 1
 * @property {number} pageSize
 * @property {string} name what the name has to contain; a regular expression if useRegex
 * @property {boolean} useRegex
 * @property {string} [sort] a field, with dots between the levels
 * @property {boolean} reverse
 */

/**
 * Loads pages of a list of the API. Lists that the server does not divide into pages are sorted, searched and divided here.
 *
 * @param {function(): string} resource the list's path
 * @param {Array<string>} searched the fields in which undivided lists are searched
 * @returns {function(ListRequest): Promise<{items: Array, filtered: number, total: number}>}
 */
export function listOf(resource, searched = ["name"]) {
  return async (request) => {
    const answer = await get(resource(), {
      page: request.page,
      page_size: request.pageSize,
      name: request.name,
      use_regex: request.useRegex && request.name !== "" ? "true" : undefined,
      sort: request.sort,
      sort_reverse: request.reverse ? "true" : undefined,
      pagination: "true",
    });
    return Array.isArray(answer)
      ? pageOf(answer, request, searched)
      : { items: answer.items, filtered: answer.filtered_count, total: answer.total_count };
  };
}

/** Sorts, searches and divides a whole list as the server would. */
export function pageOf(all, request, searched = ["name"]) {
  const matches = matcher(request);
  const found = all.filter((item) => searched.some((key) => matches(String(field(item, key) ?? ""))));
  if (request.sort) {
    found.sort((one, other) => compare(field(one, request.sort), field(other, request.sort)));
  }
  if (request.reverse) {
    found.reverse();
  }
  const start = (request.page - 1) * request.pageSize;
  return { items: found.slice(start, start + request.pageSize), filtered: found.length, total: all.length };
}

/** The value of a field that may be some levels down: "message_stats.publish_details.rate". */
export function field(item, key) {
  return key.split(".").reduce((value, part) => value?.[part], item);
}

function matcher({ name, useRegex }) {
  if (!useRegex) {
    const wanted = name.toLowerCase();
    return (text) => text.toLowerCase().includes(wanted);
  }
  let expression;
  try {
    expression = new RegExp(name, "i");
  } catch (wrong) {
    throw new Error(`The search is not a regular expression: ${wrong.message}`);
  }
  return (text) => expression.test(text);
}

function compare(one, other) {
  if (typeof one === "number" || typeof other === "number") {
    return (one ?? -Infinity) - (other ?? -Infinity);
  }
  return String(one ?? "").localeCompare(String(other ?? ""));
}
