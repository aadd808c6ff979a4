import { get } from "./api.js";
import { element, replace } from "./dom.js";
import { time } from "./format.js";
import { hasTag } from "./session.js";

/** The banner above every view that tells which alarms are in force. Screen readers hear a new one at once. */
export class Alarms {
  #text = "";
  #element = element("div", { id: "alarms", role: "alert" });

  get element() {
    return this.#element;
  }

  /** Asks which alarms are in force; a user who may not know sees none. */
  async refresh() {
    const alarms = await present();
    const text = JSON.stringify(alarms);
    if (text !== this.#text) {
      this.#text = text;
      replace(
        this.#element,
        alarms.map((alarm) => element("p", {}, element("strong", {}, "Alarm: "), alarm)),
      );
    }
  }
}

async function present() {
  if (!hasTag("monitoring")) {
    return [];
  }
  const nodes = await get("nodes");
  return nodes.flatMap((node) => node.alarms ?? []).map((alarm) => `${alarm.text}. ${alarm.detail}. Publishers have to wait since ${time(alarm.since)}.`);
}
