import { Alarms } from "./alarms.js";
import { get } from "./api.js";
import * as dialog from "./dialog.js";
import { button, element, replace } from "./dom.js";
import * as messages from "./messages.js";
import { currentView, NAVIGATION, place } from "./routes.js";
import { hasTag, user } from "./session.js";
import {
  chosenVirtualHost,
  REFRESH_SECONDS,
  refreshSeconds,
  rememberRefreshSeconds,
  rememberVirtualHost,
} from "./settings.js";
import { loadVirtualHosts } from "./vhosts.js";

/** What is around every view: header, navigation, alarms; and what keeps the view up to date. */
export class Shell {
  #alarms = new Alarms();
  #broker = element("span", { class: "broker" });
  #virtualHosts = element("select", { id: "vhost", onchange: () => this.#narrow() });
  #navigation = element("nav", { id: "navigation", "aria-label": "Views" });
  #menu = button("Menu", () => this.#toggleMenu(), { class: "menu", "aria-expanded": "false", "aria-controls": "navigation" });
  #error = element("div", { class: "error", role: "alert", hidden: true });
  #main = element("main", { id: "main", tabindex: "-1" });
  #view = null;
  #timer = null;
  #stopped = new AbortController();

  /** Puts itself on the page and shows the view that the address names. */
  async start() {
    replace(
      document.getElementById("application"),
      element("header", {}, this.#title(), this.#controls()),
      element("div", { class: "body" }, this.#navigation, element("div", { class: "content" }, this.#alarms.element, this.#main)),
    );
    const { signal } = this.#stopped;
    window.addEventListener("hashchange", () => this.#open(true), { signal });
    document.addEventListener("visibilitychange", () => this.#visible(), { signal });
    document.addEventListener("refresh", () => this.#refresh(), { signal });
    document.addEventListener("vhostschange", () => this.#fillVirtualHosts(), { signal });
    try {
      await this.#fillVirtualHosts();
      const overview = await get("overview", { columns: "product_name,product_version,cluster_name" });
      replace(this.#broker, `${overview.cluster_name ?? ""} · ${overview.product_name} ${overview.product_version}`);
    } catch (failure) {
      this.#fail(failure);
    }
    if (!signal.aborted) {
      await this.#open(false);
    }
  }

  /** Ends refreshing; after that it is of no use. */
  stop() {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    messages.clear();
  }

  #title() {
    return element(
      "div",
      { class: "title" },
      this.#menu,
      element("img", { src: "icon.svg", alt: "", width: 24, height: 24 }),
      element("span", { class: "product" }, "LeveretMQ"),
      this.#broker,
    );
  }

  #controls() {
    const refresh = element(
      "select",
      { id: "refresh", onchange: () => this.#choosePace(Number(refresh.value)) },
      REFRESH_SECONDS.map((seconds) =>
        element("option", { value: seconds }, seconds === 0 ? "by hand" : `every ${seconds} s`),
      ),
    );
    refresh.value = String(refreshSeconds());
    const colours = element(
      "select",
      { id: "theme", onchange: () => window.theme.choose(colours.value) },
      ["system", "light", "dark"].map((choice) => element("option", { value: choice }, choice)),
    );
    colours.value = window.theme.chosen();
    return element(
      "div",
      { class: "controls" },
      element("label", { for: "vhost" }, "Virtual host"),
      this.#virtualHosts,
      element("label", { for: "refresh" }, "Refresh"),
      refresh,
      button("↻", () => this.#refresh(), { "aria-label": "Refresh now", title: "Refresh now" }),
      element("label", { for: "theme" }, "Colours"),
      colours,
      element("a", { href: "api/index.html", target: "_blank" }, "HTTP API"),
      element("span", { class: "user" }, user().name),
      button("Log out", () => document.dispatchEvent(new CustomEvent("logout"))),
    );
  }

  async #fillVirtualHosts() {
    const names = await loadVirtualHosts();
    const chosen = names.includes(chosenVirtualHost()) ? chosenVirtualHost() : "";
    rememberVirtualHost(chosen);
    replace(
      this.#virtualHosts,
      element("option", { value: "" }, "all"),
      names.map((name) => element("option", { value: name }, name)),
    );
    this.#virtualHosts.value = chosen;
  }

  #narrow() {
    rememberVirtualHost(this.#virtualHosts.value);
    this.#open(false);
  }

  #choosePace(seconds) {
    rememberRefreshSeconds(seconds);
    this.#schedule();
  }

  #toggleMenu() {
    const open = this.#menu.getAttribute("aria-expanded") !== "true";
    this.#menu.setAttribute("aria-expanded", String(open));
    this.#navigation.classList.toggle("open", open);
  }

  #fillNavigation() {
    const here = place();
    replace(
      this.#navigation,
      NAVIGATION.map(([group, entries]) => {
        const visible = entries.filter(([, , tag]) => tag === undefined || hasTag(tag));
        return [
          group !== "" && visible.length > 0 && element("h2", {}, group),
          element(
            "ul",
            {},
            visible.map(([path, label]) =>
              element("li", {}, element("a", { href: `#/${path}`, "aria-current": path === here ? "page" : undefined }, label)),
            ),
          ),
        ];
      }),
    );
  }

  async #open(byNavigation) {
    this.#menu.setAttribute("aria-expanded", "false");
    this.#navigation.classList.remove("open");
    this.#fillNavigation();
    this.#error.hidden = true;
    this.#view = currentView() ?? missing();
    const heading = element("h1", { tabindex: "-1" }, this.#view.title);
    document.title = `${this.#view.title} · LeveretMQ`;
    replace(
      this.#main,
      element("div", { class: "heading" }, heading, element("div", { class: "buttons" }, this.#view.actions ?? [])),
      this.#error,
      this.#view.content,
    );
    if (byNavigation) {
      window.scrollTo(0, 0);
      heading.focus();
    }
    await this.#refresh();
  }

  #visible() {
    if (!document.hidden && refreshSeconds() > 0) {
      this.#refresh();
    }
  }

  async #refresh() {
    clearTimeout(this.#timer);
    const view = this.#view;
    try {
      await Promise.all([view?.refresh(), this.#alarms.refresh()]);
      if (view === this.#view) {
        this.#error.hidden = true;
      }
    } catch (failure) {
      if (view === this.#view) {
        this.#fail(failure);
      }
    } finally {
      this.#schedule();
    }
  }

  #fail(failure) {
    if (failure.status === undefined) {
      console.error(failure);
    }
    replace(this.#error, failure.message);
    this.#error.hidden = false;
  }

  #schedule() {
    clearTimeout(this.#timer);
    const seconds = refreshSeconds();
    if (seconds > 0 && !this.#stopped.signal.aborted) {
      this.#timer = setTimeout(() => {
        if (document.hidden || dialog.isOpen()) {
          this.#schedule();
        } else {
          this.#refresh();
        }
      }, seconds * 1000);
    }
  }
}

function missing() {
  return {
    title: "Nothing here",
    content: element("p", {}, "This address names no view. The navigation shows all there are."),
    refresh: async () => {},
  };
}
