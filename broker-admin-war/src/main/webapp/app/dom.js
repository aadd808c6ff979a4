/**
 * Makes an element. What comes from the broker becomes text and never markup.
 *
 * @param {string} tag its name
 * @param {Object} attributes attributes by name; a function is a listener for the event after "on"; undefined, null and false leave the
 *     attribute out
 * @param {...(Node|string|number|null|Array)} children put in one after the other; arrays are flattened, null is left out
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== null && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  append(made, children);
  return made;
}

/** Appends nodes and texts; arrays are flattened, null and undefined are left out. */
export function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      parent.append(child instanceof Node ? child : String(child));
    }
  }
}

/** Puts these children in place of the present ones. */
export function replace(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

/** A button that does something on this page. */
export function button(label, onclick, attributes = {}) {
  return element("button", { type: "button", onclick, ...attributes }, label);
}

/** A link to a view of this page, given by its path. */
export function link(path, ...children) {
  return element("a", { href: `#/${path}` }, ...children);
}

/** The pairs of a label and a value as a description list; pairs without a value are left out. */
export function facts(pairs) {
  return element(
    "dl",
    { class: "facts" },
    pairs
      .filter(([, value]) => value !== undefined && value !== null && value !== "")
      .map(([label, value]) => element("div", {}, element("dt", {}, label), element("dd", {}, value))),
  );
}

/** A section with a heading of the second level. */
export function section(title, ...children) {
  return element("section", {}, element("h2", {}, title), ...children);
}

/** A short word set off from the text, such as a feature of a queue; the title explains it. */
export function tag(text, title) {
  return element("span", { class: "tag", title }, text);
}

let lastId = 0;

/** An id that no other element of this document has. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
