const KEY = "leveretmq.login";

let login = JSON.parse(sessionStorage.getItem(KEY) ?? "null");

/** The user who is logged in: name and tags; null if nobody is. Forgotten when the browser's tab closes. */
export function user() {
  return login;
}

/** The value of the header Authorization; undefined if nobody is logged in. */
export function authorization() {
  return login?.authorization;
}

/** Encodes a name and a password for HTTP's Basic authentication, in UTF-8. */
export function basic(name, password) {
  const octets = new TextEncoder().encode(`${name}:${password}`);
  return `Basic ${btoa(Array.from(octets, (octet) => String.fromCharCode(octet)).join(""))}`;
}

/** Remembers who has logged in. */
export function begin(name, tags, authorization) {
  login = { name, tags, authorization };
  sessionStorage.setItem(KEY, JSON.stringify(login));
}

/** Forgets who has logged in, and what the tables remember. */
export function end() {
  login = null;
  sessionStorage.clear();
}

/** Whether the user has one of these tags; administrators have all. */
export function hasTag(...tags) {
  return login !== null && ["administrator", ...tags].some((tag) => login.tags.includes(tag));
}
