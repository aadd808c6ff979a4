import { element, freshId, replace } from "./dom.js";
import { pageOf } from "./lists.js";

const SEARCH_DELAY_MILLIS = 300;

// By default it shows its own mistakes in a window of the browser.
window.DataTable.ext.errMode = "throw";

/**
 * A column of a grid.
 *
 * @typedef {Object} Column
 * @property {string} title
 * @property {string} [sort] the field by which the column sorts; it does not sort if not given
 * @property {function(Object): (Element|string)} show the content of a row's cell; a text is shown as it is
 * @property {boolean} [number] whether it is set to the right
 * @property {boolean} [wide] whether narrow screens do without it
 */

/**
 * A table that is searched, sorted and divided into pages by the server: DataTables with our own data source, and cells that are nodes
 * instead of markup. Keeps the keyboard's focus and the page while it refreshes.
 */
export class Grid {
  #host = element("div", { class: "grid-host" });
  #error = element("div", { class: "error", role: "alert", hidden: true });
  #regex = null;
  #table;
  #load;
  #columns;
  #waiting = [];
  #focused = null;

  /**
   * @param {Object} options
   * @param {string} options.label what the table lists; it is the table's name, and in lower case that of its entries
   * @param {Array<Column>} options.columns
   * @param {function} options.load as {@link listOf} makes it
   * @param {Array} [options.order] index of the first column to sort by, and "asc" or "desc"
   * @param {boolean} [options.search] whether it can be searched; yes, if not given
   * @param {number} [options.pageLength]
   * @param {string} [options.remember] under which name its page, order, search and the kind of it are remembered until the tab closes
   */
  constructor({ label, columns, load, order = [0, "asc"], search = true, pageLength = 50, remember }) {
    this.#load = load;
    this.#columns = columns;
    const heads = columns.map((column) => element("th", { scope: "col", class: classes(column) }, column.title));
    const table = element(
      "table",
      { id: remember ? `grid-${remember}` : freshId("grid"), class: "grid", "aria-label": label },
      element("thead", {}, element("tr", {}, heads)),
      element("tbody", {}),
    );
    this.#host.append(this.#error, table);
    const entries = label.toLowerCase();
    this.#table = new window.DataTable(table, {
      serverSide: true,
      processing: false,
      autoWidth: false,
      stateSave: remember !== undefined,
      stateDuration: -1,
      searchDelay: SEARCH_DELAY_MILLIS,
      pageLength,
      lengthMenu: [10, 50, 100, 500],
      order: columns[order[0]].sort ? [order] : [],
      columns: columns.map((column) => ({
        data: null,
        orderable: column.sort !== undefined,
        orderSequence: ["asc", "desc"],
        className: classes(column),
        render: (data, type, row) => cell(column, row),
      })),
      layout: this.#layout(search),
      language: {
        search: "Search",
        searchPlaceholder: "part of a name",
        lengthMenu: "_MENU_ a page",
        info: `_START_–_END_ of _TOTAL_ ${entries}`,
        infoEmpty: `No ${entries}`,
        infoFiltered: "(searched in _MAX_)",
        zeroRecords: `No ${entries} here.`,
        emptyTable: `No ${entries} here.`,
        loadingRecords: "Loading …",
      },
      ajax: (data, callback) => this.#answer(data, callback),
    });
    this.#table.on("preDraw", () => this.#keepFocus());
    this.#table.on("draw", () => {
      this.#restoreFocus();
      this.#host.classList.toggle("one-page", this.#table.page.info().pages <= 1);
    });
    if (this.#regex !== null) {
      this.#regex.checked = this.#table.state.loaded()?.search.regex ?? false;
    }
    const wrapper = table.parentElement;
    wrapper.classList.add("scroll");
    // A region that scrolls has to be reachable by keyboard.
    wrapper.tabIndex = 0;
    wrapper.setAttribute("role", "region");
    wrapper.setAttribute("aria-label", `${label}, scrollable`);
  }

  get element() {
    return this.#host;
  }

  /** Loads the present page anew. Rejects with nothing: what fails is shown above the table. */
  refresh() {
    if (selectsText(this.#host)) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#table.ajax.reload(null, false);
    });
  }

  #layout(search) {
    if (!search) {
      return { topStart: null, topEnd: null, bottomStart: "info", bottomEnd: "paging" };
    }
    const id = freshId("regex");
    this.#regex = element("input", { type: "checkbox", id, onchange: () => this.#search() });
    const regex = element("div", { class: "regex" }, this.#regex, element("label", { for: id }, "Regular expression"));
    return { topStart: ["search", () => regex], topEnd: "info", bottomStart: "pageLength", bottomEnd: "paging" };
  }

  /** Searches for what is written now, which the table learns only after the delay, in the way that is chosen now. */
  #search() {
    const { value } = this.#host.querySelector("input[type=search]");
    this.#table.search(value, { regex: this.#regex.checked }).draw();
  }

  async #answer(data, callback) {
    const [order] = data.order;
    const request = {
      page: Math.floor(data.start / data.length) + 1,
      pageSize: data.length,
      name: data.search.value,
      useRegex: data.search.regex,
      sort: order && this.#columns[order.column].sort,
      reverse: order?.dir === "desc",
    };
    try {
      const { items, filtered, total } = await this.#load(request);
      this.#error.hidden = true;
      callback({ draw: data.draw, data: items, recordsFiltered: filtered, recordsTotal: total });
    } catch (failure) {
      replace(this.#error, failure.message);
      this.#error.hidden = false;
      callback({ draw: data.draw, data: [], recordsFiltered: 0, recordsTotal: 0 });
    } finally {
      this.#waiting.splice(0).forEach((resolve) => resolve());
    }
  }

  #keepFocus() {
    const active = document.activeElement;
    this.#focused = active?.closest("tbody") && this.#host.contains(active) ? key(active) : null;
  }

  #restoreFocus() {
    if (this.#focused !== null) {
      [...this.#host.querySelectorAll("tbody a, tbody button")].find((other) => key(other) === this.#focused)?.focus();
    }
  }
}

/** A grid of rows that are all here already; fields are searched by name. */
export function gridOf(options, rows, searched) {
  return new Grid({ ...options, load: async (request) => pageOf(await rows(), request, searched) });
}

function classes(column) {
  return [column.number && "number", column.wide && "wide"].filter(Boolean).join(" ");
}

function cell(column, row) {
  const shown = column.show(row) ?? "";
  return shown instanceof Element ? shown : element("span", {}, shown);
}

function key(control) {
  return control.getAttribute("href") ?? `${control.textContent}|${control.closest("tr")?.textContent}`;
}

function selectsText(within) {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && within.contains(selection.anchorNode);
}
