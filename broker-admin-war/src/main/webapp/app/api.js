import { authorization } from "./session.js";

const ROOT = new URL("../api/", import.meta.url);
const LOGIN = "whoami";
const TIMEOUT_MILLIS = 60_000;

/** What the server answered instead of what was asked for; status 0 if it did not answer. */
export class ApiError extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

/** A path of the API, whose values are encoded: path`queues/${vhost}/${name}`. */
export function path(texts, ...values) {
  return texts.reduce((whole, text, index) => whole + encodeURIComponent(values[index - 1]) + text);
}

/** Reads a resource; parameters of the query that are undefined are left out. */
export function get(resource, query = {}) {
  return request("GET", resource, { query });
}

/** Reads a resource as the text that the server sends. */
export function getText(resource) {
  return request("GET", resource, { raw: true });
}

/** Creates or replaces a resource. */
export function put(resource, body = {}) {
  return request("PUT", resource, { body });
}

/** Asks a resource to do something; a body that is a text already is sent as it is. */
export function post(resource, body = {}, query = {}) {
  return request("POST", resource, { body, query });
}

/** Deletes a resource. */
export function remove(resource, { query = {}, headers = {} } = {}) {
  return request("DELETE", resource, { query, headers });
}

/** Asks who these credentials belong to. */
export function whoIs(credentials) {
  return request("GET", LOGIN, { headers: { Authorization: credentials } });
}

async function request(method, resource, { body, query = {}, headers = {}, raw = false }) {
  const url = new URL(resource, ROOT);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") {
      url.searchParams.set(name, value);
    }
  }
  const sent = { Accept: "application/json, */*", ...headers };
  sent.Authorization ??= authorization();
  if (body !== undefined) {
    sent["Content-Type"] = "application/json";
  }
  let response;
  let text;
  try {
    // Without credentials of the browser's own, which would ask for them in a window of its own.
    response = await fetch(url, {
      method,
      headers: sent,
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
    text = await response.text();
  } catch (failure) {
    throw new ApiError(
      0,
      failure.name === "TimeoutError" ? "The server takes too long to answer." : "The server does not answer.",
    );
  }
  if (!response.ok) {
    if (response.status === 401 && resource !== LOGIN) {
      await checkLogin();
    }
    throw new ApiError(response.status, reason(response, text));
  }
  return raw ? text : parsed(response, text);
}

/** Status 401 may mean that something is not permitted, or that the login no longer holds: then the user has to log in again. */
async function checkLogin() {
  try {
    await get(LOGIN);
  } catch (failure) {
    if (failure.status === 401) {
      document.dispatchEvent(new CustomEvent("unauthorized"));
    }
  }
}

function parsed(response, text) {
  if (text === "") {
    return null;
  }
  return response.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : text;
}

function reason(response, text) {
  try {
    const answer = JSON.parse(text);
    const given = typeof answer.reason === "string" ? answer.reason : JSON.stringify(answer.reason ?? answer.error);
    return given === undefined ? `The server answered with status ${response.status}.` : given;
  } catch {
    return text.length > 0 && text.length < 500 && !text.startsWith("<")
      ? text
      : `The server answered with status ${response.status}.`;
  }
}
