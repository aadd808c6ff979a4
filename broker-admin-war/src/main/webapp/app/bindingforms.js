import { path, post, remove } from "./api.js";
import { act } from "./actions.js";
import { button } from "./dom.js";
import { exchangeName } from "./format.js";
import { virtualHostField } from "./vhosts.js";

const DESTINATION_TYPES = [
  { value: "queue", label: "queue" },
  { value: "exchange", label: "exchange" },
];

/** The form that binds; what is known already is not asked for. */
export function bindForm({ vhost, source, destination, destinationType }) {
  return {
    title: "Bind",
    fields: [
      ...(vhost === undefined ? [virtualHostField()] : []),
      ...(source === undefined ? [{ name: "source", label: "From exchange", required: true }] : []),
      ...(destinationType === undefined
        ? [{ name: "destinationType", label: "To", type: "select", options: DESTINATION_TYPES }]
        : []),
      ...(destination === undefined ? [{ name: "destination", label: "Name of the queue or exchange", required: true }] : []),
      { name: "routingKey", label: "Routing key" },
      { name: "arguments", label: "Arguments (JSON)", type: "json", hint: "For headers exchanges, the headers to look for." },
    ],
    label: "Bind",
    run: async (values) => {
      const binding = { vhost, source, destination, destinationType, ...values };
      const kind = binding.destinationType === "exchange" ? "e" : "q";
      await post(path`bindings/${binding.vhost}/e/${binding.source}/${kind}/${binding.destination}`, {
        routing_key: values.routingKey,
        arguments: values.arguments,
      });
      return `${binding.source} is bound to ${binding.destination}.`;
    },
  };
}

/** The button that takes a binding away; null for bindings of the default exchange, which cannot be. */
export function unbindButton(binding) {
  if (binding.source === "") {
    return null;
  }
  const names = `${exchangeName(binding.source)} to ${binding.destination}`;
  return button(
    "Unbind",
    () =>
      act({
        title: `Unbind ${names}?`,
        intro: `Messages with the routing key “${binding.routing_key}” are no longer routed this way.`,
        label: "Unbind",
        danger: true,
        run: async () => {
          const kind = binding.destination_type === "exchange" ? "e" : "q";
          const { vhost, source, destination, properties_key: properties } = binding;
          // The key is part of the address as it is: characters in it are escaped already, and once more for the path.
          await remove(path`bindings/${vhost}/e/${source}/${kind}/${destination}/${properties}`);
          return `${names}: unbound.`;
        },
      }),
    { class: "quiet", "aria-label": `Unbind ${names}, routing key ${binding.routing_key}` },
  );
}
