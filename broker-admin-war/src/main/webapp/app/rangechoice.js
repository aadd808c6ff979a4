import { refresh } from "./actions.js";
import { element } from "./dom.js";
import { RANGES } from "./history.js";

const KEY = "leveretmq.range";

/** Radio buttons that choose how far back charts look; the choice holds for all views until the tab closes. */
export function rangeChoice() {
  return element(
    "fieldset",
    { class: "ranges" },
    element("legend", {}, "Charts show the last"),
    Object.entries(RANGES).map(([name, { label }]) =>
      element(
        "label",
        { class: "inline" },
        element("input", {
          type: "radio",
          name: "range",
          value: name,
          checked: name === chosen(),
          onchange: () => {
            sessionStorage.setItem(KEY, name);
            refresh();
          },
        }),
        label,
      ),
    ),
  );
}

/** The chosen range of {@link RANGES}. */
export function chosenRange() {
  return RANGES[chosen()];
}

function chosen() {
  const stored = sessionStorage.getItem(KEY);
  return stored in RANGES ? stored : "minutes";
}
