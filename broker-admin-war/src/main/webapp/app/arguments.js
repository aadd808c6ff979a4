/** The arguments of queues that have fields of their own: name, label, type and bounds. */
const QUEUE_ARGUMENTS = [
  { name: "x-message-ttl", label: "Message lifetime (ms)", type: "number", min: 0 },
  { name: "x-expires", label: "Queue expires when unused (ms)", type: "number", min: 1 },
  { name: "x-max-length", label: "Most messages", type: "number", min: 0 },
  { name: "x-max-length-bytes", label: "Most bytes", type: "number", min: 0 },
  {
    name: "x-overflow",
    label: "When full",
    type: "select",
    options: [
      { value: "", label: "drop the oldest (default)" },
      { value: "drop-head", label: "drop-head" },
      { value: "reject-publish", label: "reject-publish" },
      { value: "reject-publish-dlx", label: "reject-publish-dlx" },
    ],
  },
  { name: "x-dead-letter-exchange", label: "Dead-letter exchange" },
  { name: "x-dead-letter-routing-key", label: "Dead-letter routing key" },
  { name: "x-max-priority", label: "Highest priority", type: "number", min: 1, max: 255 },
  { name: "x-delivery-limit", label: "Delivery limit", type: "number", min: 0 },
  { name: "x-single-active-consumer", label: "Single active consumer", type: "checkbox" },
];

/** A group of fields for the arguments of a queue. */
export function queueArguments() {
  return { group: "Arguments", fields: [...QUEUE_ARGUMENTS, otherArguments()] };
}

/** A field for arguments as JSON. */
export function otherArguments() {
  return { name: "others", label: "Further arguments (JSON)", type: "json", hint: 'An object, such as {"x-consumer-timeout": 60000}.' };
}

/** What the fields of {@link queueArguments} hold. */
export function argumentsOf(values) {
  const given = { ...values.others };
  for (const { name } of QUEUE_ARGUMENTS) {
    if (values[name] !== undefined && values[name] !== "" && values[name] !== false) {
      given[name] = values[name];
    }
  }
  return given;
}
