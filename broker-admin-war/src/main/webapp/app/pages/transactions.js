import { act } from "../actions.js";
import { get, path, post } from "../api.js";
import { button, element, facts, replace, section } from "../dom.js";
import { state } from "../facts.js";
import { count, time } from "../format.js";
import { gridOf } from "../grid.js";
import { hasTag } from "../session.js";

const RESOLUTIONS = {
  commit: "Its messages go to their queues and its acknowledgements take effect, whatever the other resources of the transaction have done.",
  rollback: "Its messages are dropped and what it acknowledged goes back to its queues, whatever the other resources have done.",
  forget: "The branch was resolved by hand; the broker no longer remembers how. Its transaction manager must not ask for it any more.",
};

const POSSIBLE = {
  prepared: ["commit", "rollback"],
  heuristically_committed: ["forget"],
  heuristically_rolled_back: ["forget"],
};

/** Transactions: counts, and branches that wait for their transaction manager. */
export function transactionsPage() {
  const totals = element("div");
  let branches = [];
  const grid = gridOf(
    {
      label: "Branches",
      columns: [
        { title: "Branch", sort: "id", show: (row) => element("code", {}, row.id) },
        { title: "Virtual host", sort: "vhost", wide: true, show: (row) => row.vhost },
        { title: "User", sort: "user", wide: true, show: (row) => row.user },
        { title: "State", sort: "state", show: (row) => state(row.state.replaceAll("_", " ")) },
        { title: "Operations", sort: "operations", number: true, wide: true, show: (row) => count(row.operations) },
        { title: "Since", sort: "since", wide: true, show: (row) => time(row.since) },
        { title: "Action", show: (row) => actions(row) },
      ],
    },
    () => branches,
    ["id", "vhost", "user", "state"],
  );
  return {
    title: "Transactions",
    content: [
      section("Since the start", totals),
      section(
        "Branches of transaction managers",
        element(
          "p",
          { class: "muted" },
          "A prepared branch waits for the decision of its transaction manager, which normally comes by itself. Decide here only if that manager is lost for good.",
        ),
        grid.element,
      ),
    ],
    refresh: async () => {
      const answer = await get("transactions");
      branches = answer.branches;
      replace(
        totals,
        facts([
          ["Committed", count(answer.committed)],
          ["Rolled back", count(answer.rolled_back)],
          ["Active", count(answer.active)],
          ["Failed", count(answer.failed)],
          ["In doubt", count(answer.in_doubt)],
          ["Decided by hand", count(answer.heuristic)],
        ]),
      );
      await grid.refresh();
    },
  };
}

function actions(branch) {
  if (!hasTag()) {
    return "";
  }
  return element(
    "span",
    { class: "buttons" },
    (POSSIBLE[branch.state] ?? []).map((action) =>
      button(action, () => act(resolution(branch, action)), { class: "quiet", "aria-label": `${action} ${branch.id}` }),
    ),
  );
}

function resolution({ id }, action) {
  const name = action[0].toUpperCase() + action.slice(1);
  return {
    title: `${name} branch ${id}?`,
    intro: RESOLUTIONS[action],
    label: name,
    danger: true,
    run: async () => {
      await post(path`transactions/${id}/${action}`);
      return `Branch ${id}: ${action} is done.`;
    },
  };
}
