import { button, element, freshId } from "./dom.js";
import { Form } from "./form.js";

/**
 * Shows a form in a dialog and waits until it is closed.
 *
 * @param {{title: string, intro?: string|Node, fields?: Array, label: string, danger?: boolean, run: function(Object): Promise}} options run
 *     gets the values of the fields; the dialog closes when it succeeds, and shows the error that it throws otherwise
 * @returns {Promise<boolean>} whether it was carried out
 */
export function ask({ title, intro, fields = [], label, danger, run }) {
  return new Promise((resolve) => {
    let done = false;
    const cancel = button("Cancel", () => dialog.close());
    const form = new Form(
      fields,
      {
        label,
        danger,
        run: async (values) => {
          await run(values);
          done = true;
          dialog.close();
        },
      },
      [cancel],
    );
    const dialog = open(title, [intro && element("p", {}, intro), form.element], () => resolve(done));
    if (danger) {
      cancel.focus();
    }
  });
}

/** Shows something in a dialog; it closes by its button and by Escape. */
export function show(title, ...content) {
  const dialog = open(title, [...content, element("div", { class: "buttons" }, button("Close", () => dialog.close()))]);
}

function open(title, content, closed = () => {}) {
  const id = freshId("dialog");
  const opener = document.activeElement;
  const dialog = element("dialog", { "aria-labelledby": id }, element("h2", { id }, title), content);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (!opener?.isConnected) {
      document.querySelector("#main h1")?.focus();
    }
    closed();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Whether a dialog is open. */
export function isOpen() {
  return document.querySelector("dialog[open]") !== null;
}
