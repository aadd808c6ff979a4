import { get } from "../api.js";
import { element } from "../dom.js";
import { value } from "../format.js";
import { gridOf } from "../grid.js";

/** The settings of the adapter, to read only: they are changed where the server has its configuration. */
export function settingsPage() {
  const grid = gridOf(
    {
      label: "Settings",
      pageLength: 100,
      columns: [
        { title: "Name", sort: "name", show: (row) => element("code", {}, row.name) },
        { title: "Value", sort: "value", show: (row) => value(row.value ?? "") },
        { title: "From", sort: "source", wide: true, show: (row) => row.source },
        { title: "Change", sort: "live", show: (row) => (row.live ? "live" : "restart") },
        { title: "Meaning", show: (row) => row.description ?? "" },
      ],
    },
    () => get("settings"),
    ["name", "description", "source"],
  );
  return {
    title: "Settings",
    content: [
      element("p", {}, "Set where the server has its configuration: its console, its command line, or environment variables."),
      grid.element,
    ],
    refresh: () => grid.refresh(),
  };
}
