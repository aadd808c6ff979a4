import { showLogin } from "./login.js";
import { end, user } from "./session.js";
import { Shell } from "./shell.js";

let shell = null;

/** Shows the application to who has logged in, and the login to everybody else. */
function show(notice) {
  shell?.stop();
  shell = null;
  if (user() === null) {
    showLogin(() => show(), notice);
  } else {
    shell = new Shell();
    shell.start();
  }
}

function leave(notice) {
  document.querySelectorAll("dialog").forEach((dialog) => dialog.remove());
  end();
  show(notice);
}

document.addEventListener("logout", () => {
  history.replaceState(null, "", "#/overview");
  leave("You have logged out.");
});
document.addEventListener("unauthorized", () => leave("The broker no longer accepts this login. Please log in again."));
document.querySelector(".skip").addEventListener("click", (event) => {
  // The address names the view, so the link must not change it.
  event.preventDefault();
  document.getElementById("main")?.focus();
});
show();
