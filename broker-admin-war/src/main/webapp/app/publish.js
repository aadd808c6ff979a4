import { path, post } from "./api.js";
import { exchangeName, exchangePath } from "./format.js";
import { say, warn } from "./messages.js";

/** The form that publishes to an exchange; the routing key is asked for unless it is given. */
export function publishForm(vhost, exchange, routingKey) {
  return {
    title: routingKey === undefined ? `Publish to exchange ${exchangeName(exchange)}` : `Publish to queue ${routingKey}`,
    fields: [
      ...(routingKey === undefined ? [{ name: "routingKey", label: "Routing key" }] : []),
      { name: "payload", label: "Body", type: "textarea", rows: 5 },
      { name: "persistent", label: "Persistent", type: "checkbox", value: true },
      {
        group: "Properties",
        fields: [
          { name: "contentType", label: "Content type", options: ["text/plain", "application/json", "application/octet-stream"] },
          {
            name: "encoding",
            label: "Body is given as",
            type: "select",
            options: [
              { value: "string", label: "text (UTF-8)" },
              { value: "base64", label: "Base64" },
            ],
          },
          { name: "headers", label: "Headers (JSON)", type: "json" },
          {
            name: "others",
            label: "Further properties (JSON)",
            type: "json",
            hint: 'For example {"correlation_id": "1", "priority": 5, "expiration": "60000"}.',
          },
        ],
      },
    ],
    label: "Publish",
    run: (values) => publish(vhost, exchange, routingKey ?? values.routingKey, values),
  };
}

async function publish(vhost, exchange, routingKey, values) {
  const properties = { delivery_mode: values.persistent ? 2 : 1, ...values.others };
  if (values.contentType !== "") {
    properties.content_type = values.contentType;
  }
  if (Object.keys(values.headers).length > 0) {
    properties.headers = values.headers;
  }
  const resource = path`exchanges/${vhost}/${exchangePath(exchange)}/publish`;
  const { routed } = await post(resource, {
    properties,
    routing_key: routingKey,
    payload: values.payload,
    payload_encoding: values.encoding,
  });
  if (routed) {
    say("The message is published.");
  } else {
    warn("The message is published, but no queue has received it.");
  }
}
