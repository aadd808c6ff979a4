import { act } from "./actions.js";
import { get, path, put, remove } from "./api.js";
import { button, element, facts, replace } from "./dom.js";
import { count } from "./format.js";

/**
 * The limits of a user or of a virtual host, with what changes them.
 *
 * @param {"user-limits"|"vhost-limits"} resource
 * @param {string} name of the user or the virtual host
 * @param {Array<[string, string]>} kinds names and labels
 */
export function limits(resource, name, kinds) {
  const place = element("div");
  let present = {};
  const change = button("Change limits …", () =>
    act({
      title: `Limits of ${name}`,
      fields: kinds.map(([kind, label]) => ({
        name: kind,
        label,
        type: "number",
        min: -1,
        value: present[kind],
        hint: "Empty or -1 for no limit.",
      })),
      label: "Set limits",
      run: async (values) => {
        for (const [kind] of kinds) {
          await set(`${resource}/${path`${name}/${kind}`}`, values[kind], kind in present);
        }
        return `The limits of ${name} are set.`;
      },
    }),
  );
  return {
    element: element("div", {}, place, change),
    refresh: async () => {
      const [found] = await get(`${resource}/${path`${name}`}`);
      present = found?.value ?? {};
      replace(place, facts(kinds.map(([kind, label]) => [label, kind in present ? count(present[kind]) : "no limit"])));
    },
  };
}

async function set(resource, value, present) {
  if (value !== undefined && value >= 0) {
    await put(resource, { value });
  } else if (present) {
    await remove(resource);
  }
}
