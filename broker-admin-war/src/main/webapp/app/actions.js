import { ask } from "./dialog.js";
import { button } from "./dom.js";
import { say } from "./messages.js";

/** A button that asks by a form, does what it says, tells that it is done, and brings the view up to date. */
export function actionButton(label, options, attributes = {}) {
  return button(label, () => act(options), attributes);
}

/**
 * Asks by a form and carries it out.
 *
 * @param {Object|function(): Object} options as for {@link ask}; run may return the text that tells what was done
 */
export async function act(options) {
  const { run, then, ...others } = typeof options === "function" ? options() : options;
  let told;
  const done = await ask({
    ...others,
    run: async (values) => {
      told = await run(values);
    },
  });
  if (!done) {
    return;
  }
  if (told) {
    say(told);
  }
  if (then) {
    location.hash = then;
  } else {
    refresh();
  }
}

/** Brings the view up to date now. */
export function refresh() {
  document.dispatchEvent(new CustomEvent("refresh"));
}
