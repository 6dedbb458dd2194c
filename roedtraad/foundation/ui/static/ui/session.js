// Warns before the session ends, so that nobody loses what they write. All windows share one clock.
import { hide, show } from "./dialogs.js";
import { csrfToken, say, words } from "./words.js";

const WARN_BEFORE = 120;
const KEY = "last-answer";

export function watchSession() {
  const { sessionSeconds, keepAliveUrl, loginUrl } = document.body.dataset;
  const dialog = document.getElementById("session-dialog");
  if (!sessionSeconds || !dialog) return;
  // the server renews a session once a minute at most, so its end may be a minute nearer
  const lasts = Number(sessionSeconds) - (Number(sessionSeconds) > 300 ? 60 : 0);
  const warnBefore = Math.min(WARN_BEFORE, lasts / 2);
  const left = dialog.querySelector("[data-session-left]");
  const isOpen = () => dialog.getAttribute("aria-hidden") === "false";
  const answered = () => localStorage.setItem(KEY, String(Date.now()));

  answered();
  document.body.addEventListener("htmx:afterRequest", answered);
  document.addEventListener("server-answered", answered);

  dialog.querySelector("[data-stay-logged-in]").addEventListener("click", async () => {
    const headers = { "X-CSRFToken": csrfToken() };
    const answer = await fetch(keepAliveUrl, { method: "POST", headers }).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      answered();
      hide(dialog);
    } else if (answer) {
      goToLogin();
    }
  });

  function goToLogin() {
    const back = encodeURIComponent(location.pathname + location.search);
    location.assign(`${loginUrl}?next=${back}`);
  }

  // without connection there is no login to go to, and the page would be lost
  let isAsking = false;
  async function goWhenThereIsConnection() {
    if (isAsking) return;
    isAsking = true;
    const answer = await fetch(loginUrl, { method: "HEAD", redirect: "manual", headers: { "X-By-Itself": "yes" } }).catch(() => null);
    isAsking = false;
    if (!answer) return;
    document.dispatchEvent(new Event("session-ended"));
    goToLogin();
  }

  function look() {
    const passed = (Date.now() - Number(localStorage.getItem(KEY))) / 1000;
    const remaining = Math.round(lasts - passed);
    if (remaining <= 0) {
      if (isOpen()) hide(dialog);
      goWhenThereIsConnection();
    } else if (remaining <= warnBefore) {
      const minutes = Math.ceil(remaining / 60);
      const unit = remaining > 60 ? words.minutes : words.seconds;
      left.textContent = say(unit, { number: remaining > 60 ? minutes : remaining });
      if (!isOpen()) show(dialog);
    } else if (isOpen()) {
      hide(dialog);
    }
  }
  setInterval(look, 1000);
}
