// Runs before the page is painted, so that it does not flash in the other colours; hence a classic script.
"use strict";

/** The colours that the operator has chosen: "system", "light" or "dark", remembered in this browser. */
window.theme = {
  key: "leveretmq.theme",

  chosen() {
    const stored = localStorage.getItem(this.key);
    return stored === "light" || stored === "dark" ? stored : "system";
  },

  /** Applies and remembers a choice; whoever draws by itself hears the event "themechange" on the document. */
  choose(choice) {
    localStorage.setItem(this.key, choice);
    this.apply();
  },

  apply() {
    const choice = this.chosen();
    if (choice === "system") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = choice;
    }
    document.dispatchEvent(new Event("themechange"));
  },
};

window.theme.apply();
window
  .matchMedia("(prefers-color-scheme: dark)")
  .addEventListener("change", () => document.dispatchEvent(new Event("themechange")));
