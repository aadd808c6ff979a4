import { refresh } from "../actions.js";
import { getText, path, post } from "../api.js";
import { button, element, replace, section } from "../dom.js";
import { Form } from "../form.js";
import { say } from "../messages.js";
import { chosenVirtualHost } from "../settings.js";

/** Export and import of users, virtual hosts, permissions, policies, queues, exchanges and bindings. */
export function definitionsPage() {
  const vhost = chosenVirtualHost();
  const resource = vhost === "" ? "definitions" : path`definitions/${vhost}`;
  const scope = vhost === "" ? "the whole broker" : `virtual host ${vhost}`;
  const failed = element("div", { class: "error", role: "alert", hidden: true });
  const download = button(
    "Download definitions",
    async () => {
      failed.hidden = true;
      try {
        save(await getText(resource), vhost);
      } catch (failure) {
        replace(failed, failure.message);
        failed.hidden = false;
      }
    },
    { class: "primary" },
  );
  const upload = new Form(
    [
      {
        name: "file",
        label: "File",
        type: "file",
        accept: ".json,application/json",
        required: true,
        hint: "What exists with other properties stays as it is; what is missing is added; users get the passwords of the file.",
      },
    ],
    {
      label: "Import definitions",
      run: async ({ file }) => {
        const definitions = checked(await file.text());
        try {
          await post(resource, definitions);
          say(`The definitions of ${file.name} are imported.`);
        } finally {
          // What is refused does not keep the rest out.
          document.dispatchEvent(new CustomEvent("vhostschange"));
          refresh();
        }
      },
    },
  );
  return {
    title: "Definitions",
    content: [
      section(
        "Export",
        element("p", {}, `Everything but messages, of ${scope}, as a file of JSON that RabbitMQ's tools understand too. `, "It has hashes of passwords: keep it safe."),
        failed,
        download,
      ),
      section("Import", element("p", {}, `Adds what a file has to ${scope}, but for what the broker refuses, which is named.`), upload.element),
    ],
    refresh: async () => {},
  };
}

/** Texts go from file to server and back untouched: numbers of JSON may be larger than those of JavaScript. */
function save(text, vhost) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const day = new Date().toISOString().slice(0, 10);
  const name = ["definitions", vhost.replace(/[^\p{L}\p{N}]+/gu, "-"), day].filter((part) => part.replace("-", "") !== "").join("_");
  element("a", { href: address, download: `${name}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address));
}

function checked(text) {
  try {
    JSON.parse(text);
    return text;
  } catch (wrong) {
    throw new Error(`The file is not JSON: ${wrong.message}`);
  }
}
