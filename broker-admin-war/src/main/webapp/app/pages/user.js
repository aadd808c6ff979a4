import { act, actionButton } from "../actions.js";
import { get, path, put, remove } from "../api.js";
import { button, element, facts, replace, section } from "../dom.js";
import { gridOf } from "../grid.js";
import { limits } from "../limits.js";
import { permissionColumns, permissionForm, topicPermissionColumns, topicPermissionForm } from "../permissionforms.js";
import { virtualHostColumn } from "../vhosts.js";
import { TAGS, tagsOf } from "./users.js";

const LIMITS = [
  ["max-connections", "Most connections"],
  ["max-channels", "Most channels"],
];

/** One user: tags, permissions and limits. */
export function userPage(name) {
  const resource = path`users/${name}`;
  const about = element("div");
  const limited = limits("user-limits", name, LIMITS);
  let user = {};
  const permissions = gridOf({ label: "Permissions", search: false, columns: [virtualHostColumn, ...permissionColumns] }, () =>
    get(`${resource}/permissions`),
  );
  const topics = gridOf({ label: "Topic permissions", search: false, columns: [virtualHostColumn, ...topicPermissionColumns] }, () =>
    get(`${resource}/topic-permissions`),
  );
  return {
    title: `User ${name}`,
    actions: [
      actionButton("Change tags …", () => tagsForm(resource, name, user)),
      actionButton("Change password …", () => passwordForm(resource, name, user)),
      actionButton("Delete …", () => deleteForm(resource, name), { class: "danger" }),
    ],
    content: [
      section("About", about),
      section("Permissions", button("Give permissions …", () => act(permissionForm(name))), permissions.element),
      section("Topic permissions", button("Give topic permissions …", () => act(topicPermissionForm(name))), topics.element),
      section("Limits", limited.element),
    ],
    refresh: async () => {
      user = await get(resource);
      replace(about, facts([["Tags", tagsOf(user).join(", ") || "none"]]));
      await Promise.all([permissions.refresh(), topics.refresh(), limited.refresh()]);
    },
  };
}

function tagsForm(resource, name, user) {
  return {
    title: `Tags of user ${name}`,
    fields: [{ name: "tags", label: "Tags", type: "checkboxes", options: TAGS, value: tagsOf(user) }],
    label: "Set tags",
    run: async ({ tags }) => {
      const others = tagsOf(user).filter((tag) => !TAGS.includes(tag));
      // The hash goes along, or the user would have no password afterwards.
      await put(resource, {
        password_hash: user.password_hash,
        hashing_algorithm: user.hashing_algorithm,
        tags: [...tags, ...others].join(","),
      });
      return `The tags of ${name} are set.`;
    },
  };
}

function passwordForm(resource, name, user) {
  return {
    title: `Password of user ${name}`,
    fields: [{ name: "password", label: "New password", type: "password", required: true, autocomplete: "new-password" }],
    label: "Change password",
    run: async ({ password }) => {
      await put(resource, { password, tags: tagsOf(user).join(",") });
      return `The password of ${name} is changed.`;
    },
  };
}

function deleteForm(resource, name) {
  return {
    title: `Delete user ${name}?`,
    intro: "The user's permissions go too, and the user can no longer log in.",
    label: "Delete user",
    danger: true,
    then: "#/users",
    run: async () => {
      await remove(resource);
      return `User ${name} is deleted.`;
    },
  };
}
