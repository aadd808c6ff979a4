import { whoIs } from "./api.js";
import { element, replace } from "./dom.js";
import { Form } from "./form.js";
import { basic, begin } from "./session.js";

/** Shows the form that asks for a user and a password; done is called after the broker has accepted them. */
export function showLogin(done, notice) {
  const form = new Form(
    [
      { name: "user", label: "User", required: true, autocomplete: "username" },
      { name: "password", label: "Password", type: "password", autocomplete: "current-password" },
    ],
    {
      label: "Log in",
      run: async ({ user, password }) => {
        const credentials = basic(user, password);
        const answer = await accepted(credentials);
        begin(answer.name, tagsOf(answer), credentials);
        done();
      },
    },
  );
  document.title = "Log in · LeveretMQ";
  replace(
    document.getElementById("application"),
    element(
      "main",
      { id: "main", class: "login", tabindex: "-1" },
      element("h1", {}, element("img", { src: "icon.svg", alt: "", width: 32, height: 32 }), "LeveretMQ"),
      notice && element("p", { class: "notice", role: "status" }, notice),
      form.element,
      element("p", { class: "muted" }, "For users with the tag administrator, monitoring, policymaker or management."),
    ),
  );
  form.element.querySelector("input").focus();
}

async function accepted(credentials) {
  try {
    return await whoIs(credentials);
  } catch (failure) {
    if (failure.status === 401) {
      throw new Error("User or password are wrong, or this user may not log in here.");
    }
    throw failure;
  }
}

function tagsOf({ tags }) {
  return Array.isArray(tags) ? tags : String(tags ?? "").split(",");
}
