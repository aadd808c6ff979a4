/** What the operator has chosen for this page, remembered in this browser. */
const REFRESH_KEY = "leveretmq.refresh";
const VHOST_KEY = "leveretmq.vhost";

/** How often the page refreshes itself; 0 is never. */
export const REFRESH_SECONDS = [0, 2, 5, 10, 30, 60];

/** Seconds between two refreshes. */
export function refreshSeconds() {
  const stored = Number(localStorage.getItem(REFRESH_KEY) ?? "5");
  return REFRESH_SECONDS.includes(stored) ? stored : 5;
}

export function rememberRefreshSeconds(seconds) {
  localStorage.setItem(REFRESH_KEY, String(seconds));
}

/** The virtual host that lists are narrowed to; empty for all. */
export function chosenVirtualHost() {
  return sessionStorage.getItem(VHOST_KEY) ?? "";
}

export function rememberVirtualHost(name) {
  sessionStorage.setItem(VHOST_KEY, name);
}
