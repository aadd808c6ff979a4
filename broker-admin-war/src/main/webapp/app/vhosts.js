import { get, path } from "./api.js";
import { chosenVirtualHost } from "./settings.js";

let names = [];

/** Reads which virtual hosts the user may see. */
export async function loadVirtualHosts() {
  names = (await get("vhosts", { columns: "name" })).map((host) => host.name);
  return names;
}

/** Their names, as of the last {@link loadVirtualHosts}. */
export function virtualHosts() {
  return names;
}

/** The path of a list, narrowed to the chosen virtual host. */
export function narrowed(list) {
  const chosen = chosenVirtualHost();
  return chosen === "" ? list : `${list}/${path`${chosen}`}`;
}

/** Whether lists have to tell which virtual host an entry is in. */
export function showsAll() {
  return chosenVirtualHost() === "";
}

/** The field of a form that asks for a virtual host. */
export function virtualHostField() {
  return {
    name: "vhost",
    label: "Virtual host",
    type: "select",
    options: names,
    value: chosenVirtualHost() || (names.includes("/") ? "/" : names[0]),
  };
}

/** The column that tells an entry's virtual host. */
export const virtualHostColumn = { title: "Virtual host", sort: "vhost", show: (row) => row.vhost, wide: true };
