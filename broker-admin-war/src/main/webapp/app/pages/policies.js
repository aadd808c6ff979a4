import { act, actionButton } from "../actions.js";
import { path, put, remove } from "../api.js";
import { button, section } from "../dom.js";
import { table } from "../facts.js";
import { count } from "../format.js";
import { Grid } from "../grid.js";
import { listOf } from "../lists.js";
import { hasTag } from "../session.js";
import { narrowed, showsAll, virtualHostColumn, virtualHostField } from "../vhosts.js";

const APPLY_TO = ["queues", "exchanges", "all"];

/** Policies, and the operators' ones, which set upper limits. */
export function policiesPage() {
  const policies = policyGrid("Policies", "policies", hasTag("policymaker"));
  const operatorPolicies = policyGrid("Operator policies", "operator-policies", hasTag());
  return {
    title: "Policies",
    actions: [
      hasTag("policymaker") && actionButton("Add policy …", () => policyForm("policies", "policy", APPLY_TO), { class: "primary" }),
      hasTag() && actionButton("Add operator policy …", () => policyForm("operator-policies", "operator policy", ["queues"])),
    ],
    content: [section("Policies", policies.element), section("Operator policies", operatorPolicies.element)],
    refresh: () => Promise.all([policies.refresh(), operatorPolicies.refresh()]),
  };
}

function policyGrid(label, resource, mayDelete) {
  return new Grid({
    label,
    remember: resource,
    columns: [
      { title: "Name", sort: "name", show: (row) => row.name },
      ...(showsAll() ? [virtualHostColumn] : []),
      { title: "Pattern", sort: "pattern", show: (row) => row.pattern },
      { title: "Applies to", sort: "apply-to", wide: true, show: (row) => row["apply-to"] },
      { title: "Definition", show: (row) => table(row.definition) },
      { title: "Priority", sort: "priority", number: true, wide: true, show: (row) => count(row.priority) },
      ...(mayDelete ? [{ title: "Action", show: (row) => deleteButton(resource, row) }] : []),
    ],
    load: listOf(() => narrowed(resource), ["name", "pattern"]),
  });
}

function policyForm(resource, kind, applyTo) {
  return {
    title: `Add a${kind.startsWith("o") ? "n" : ""} ${kind}`,
    fields: [
      virtualHostField(),
      { name: "name", label: "Name", required: true, hint: "One that exists is replaced." },
      { name: "pattern", label: "Pattern", required: true, hint: "A regular expression for names, such as ^orders." },
      { name: "applyTo", label: "Applies to", type: "select", options: applyTo },
      {
        name: "definition",
        label: "Definition (JSON)",
        type: "json",
        value: '{"max-length": 10000}',
        hint: "Keys are max-length, max-length-bytes, overflow, message-ttl, expires, dead-letter-exchange, dead-letter-routing-key, delivery-limit, alternate-exchange and others.",
      },
      { name: "priority", label: "Priority", type: "number", value: 0, hint: "Of several that match, the highest wins." },
    ],
    label: `Add ${kind}`,
    run: async ({ vhost, name, pattern, applyTo: to, definition, priority }) => {
      await put(path`${resource}/${vhost}/${name}`, { pattern, "apply-to": to, definition, priority: priority ?? 0 });
      return `The ${kind} ${name} is in force.`;
    },
  };
}

function deleteButton(resource, { vhost, name }) {
  return button(
    "Delete",
    () =>
      act({
        title: `Delete ${name}?`,
        intro: "Queues and exchanges that it applied to follow the next one that matches, if there is one.",
        label: "Delete",
        danger: true,
        run: async () => {
          await remove(path`${resource}/${vhost}/${name}`);
          return `${name} is deleted.`;
        },
      }),
    { class: "quiet", "aria-label": `Delete ${name}` },
  );
}
