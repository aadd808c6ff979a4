import { element, freshId, replace } from "./dom.js";

/**
 * A field of a form.
 *
 * @typedef {Object} Field
 * @property {string} name under which {@link values} has its value
 * @property {string} label
 * @property {"text"|"password"|"number"|"select"|"checkbox"|"checkboxes"|"textarea"|"json"|"file"} [type] text if not given
 * @property {*} [value] what it shows at first
 * @property {Array<string|{value: string, label: string}>} [options] what a select or checkboxes offer, or what a text suggests
 * @property {string} [hint] one sentence below it
 * @property {boolean} [required]
 * @property {number} [min] for numbers
 * @property {number} [max] for numbers
 */

/** A form of fields and groups of fields; a group is {group: title, fields, open}. */
export class Form {
  #inputs = new Map();
  #element;
  #alert = element("div", { class: "error", role: "alert", hidden: true });
  #submit;

  /**
   * @param {Array<Field|Object>} fields
   * @param {{label: string, danger?: boolean, run: function(Object): Promise}} action what its button does with the values; an error that it
   *     throws is shown in the form
   * @param {Array<Node>} others further buttons
   */
  constructor(fields, action, others = []) {
    this.#submit = element("button", { type: "submit", class: action.danger ? "danger" : "primary" }, action.label);
    this.#element = element(
      "form",
      { novalidate: true, onsubmit: (event) => this.#run(event, action) },
      fields.map((field) => this.#part(field)),
      this.#alert,
      element("div", { class: "buttons" }, this.#submit, others),
    );
  }

  get element() {
    return this.#element;
  }

  /** Shows why nothing was done. */
  fail(text) {
    replace(this.#alert, text);
    this.#alert.hidden = false;
  }

  async #run(event, action) {
    event.preventDefault();
    this.#alert.hidden = true;
    const values = this.#read();
    if (values === null) {
      return;
    }
    this.#submit.disabled = true;
    try {
      await action.run(values);
    } catch (failure) {
      this.fail(failure.message);
    } finally {
      this.#submit.disabled = false;
    }
  }

  /** The values by name; null if some are wrong, which the form then says. */
  #read() {
    const values = {};
    let firstWrong = null;
    for (const [name, { field, input, error }] of this.#inputs) {
      let problem = "";
      try {
        values[name] = read(field, input);
      } catch (wrong) {
        problem = wrong.message;
      }
      replace(error, problem);
      error.hidden = problem === "";
      input.setAttribute("aria-invalid", problem !== "");
      firstWrong ??= problem === "" ? null : input;
    }
    firstWrong?.closest("details")?.setAttribute("open", "");
    firstWrong?.focus();
    return firstWrong === null ? values : null;
  }

  #part(part) {
    return part.group
      ? element(
          "details",
          { open: part.open },
          element("summary", {}, part.group),
          part.fields.map((field) => this.#field(field)),
        )
      : this.#field(part);
  }

  #field(field) {
    const id = freshId("field");
    const input = inputFor(field, id);
    const hint = field.hint && element("small", { id: `${id}-hint` }, field.hint);
    const error = element("small", { id: `${id}-error`, class: "error", hidden: true });
    input.setAttribute("aria-describedby", [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(" "));
    this.#inputs.set(field.name, { field, input, error });
    const suggestions =
      field.options && (field.type ?? "text") === "text" ? element("datalist", { id: `${id}-list` }, options(field)) : null;
    if (field.type === "checkboxes") {
      return element("div", { class: "field" }, input, hint, error);
    }
    const label = element("label", { for: id }, field.label, field.required && element("span", { "aria-hidden": "true" }, " *"));
    return field.type === "checkbox"
      ? element("div", { class: "field check" }, input, label, hint, error)
      : element("div", { class: "field" }, label, input, suggestions, hint, error);
  }
}

function inputFor(field, id) {
  const common = { id, name: field.name, required: field.required, "aria-required": field.required ? "true" : undefined };
  switch (field.type) {
    case "select": {
      const select = element("select", common, options(field));
      if (field.value !== undefined) {
        select.value = field.value;
      }
      return select;
    }
    case "checkbox":
      return element("input", { ...common, type: "checkbox", checked: field.value });
    case "checkboxes":
      return element(
        "fieldset",
        { id },
        element("legend", {}, field.label),
        field.options.map((option) =>
          element(
            "label",
            { class: "inline" },
            element("input", { type: "checkbox", value: option, checked: field.value?.includes(option) }),
            option,
          ),
        ),
      );
    case "textarea":
    case "json":
      return element(
        "textarea",
        { ...common, rows: field.rows ?? 4, spellcheck: "false", class: field.type === "json" ? "code" : undefined },
        field.value ?? "",
      );
    default:
      return element("input", {
        ...common,
        type: field.type ?? "text",
        value: field.value,
        min: field.min,
        max: field.max,
        accept: field.accept,
        list: field.options && `${id}-list`,
        autocomplete: field.autocomplete ?? "off",
        autocapitalize: "off",
        spellcheck: "false",
      });
  }
}

function options(field) {
  return field.options.map((option) =>
    typeof option === "string"
      ? element("option", { value: option }, option)
      : element("option", { value: option.value }, option.label),
  );
}

function read(field, input) {
  if (field.type === "checkbox") {
    return input.checked;
  }
  if (field.type === "checkboxes") {
    return [...input.querySelectorAll("input:checked")].map((box) => box.value);
  }
  if (field.type === "file") {
    if (field.required && input.files.length === 0) {
      throw new Error(`${field.label}: choose a file.`);
    }
    return input.files[0];
  }
  if (field.required && input.value === "") {
    throw new Error(`${field.label} is needed.`);
  }
  if (field.type === "number") {
    return number(field, input);
  }
  return field.type === "json" ? json(field, input.value) : input.value;
}

function number(field, input) {
  if (input.value === "" && !input.validity.badInput) {
    return undefined;
  }
  const value = Number(input.value);
  if (input.validity.badInput || !Number.isInteger(value) || value < (field.min ?? -Infinity) || value > (field.max ?? Infinity)) {
    throw new Error(`${field.label}: a whole number ${range(field)} is expected.`);
  }
  return value;
}

function range(field) {
  if (field.min === undefined) {
    return field.max === undefined ? "" : `up to ${field.max}`;
  }
  return field.max === undefined ? `from ${field.min}` : `from ${field.min} to ${field.max}`;
}

function json(field, text) {
  if (text.trim() === "") {
    return {};
  }
  let value;
  try {
    value = JSON.parse(text);
  } catch (wrong) {
    throw new Error(`${field.label}: this is not JSON (${wrong.message}).`);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new Error(`${field.label}: an object of JSON is expected, such as {"key": "value"}.`);
  }
  return value;
}
