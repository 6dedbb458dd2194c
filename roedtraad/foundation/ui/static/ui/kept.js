// What stands in a form when the session ends is kept in this window, and put back after login.
// Forms with drafts or an outbox of their own are left to those; passwords and files are never kept.
import { contents, fill } from "./drafts.js";
import { words } from "./words.js";

const KEY = "written-before-login";
const { user } = document.body.dataset;
const path = () => location.pathname + location.search;
const forms = () =>
  [...document.querySelectorAll("main form[method='post' i]:not([data-draft-url], [data-outbox])")].filter(
    (form) => !form.querySelector("input[type='password']"),
  );

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function keep() {
  const written = forms().map(contents);
  if (user && written.some((form) => Object.keys(form).length)) {
    sessionStorage.setItem(KEY, JSON.stringify({ user, path: path(), written }));
  }
}

function tell(form) {
  const line = document.createElement("p");
  line.className = "draft-notice";
  line.setAttribute("role", "status");
  line.textContent = words.writtenBeforeLogin;
  form.prepend(line);
}

function putBack(kept) {
  const here = forms();
  kept.written.forEach((data, index) => {
    if (!here[index] || JSON.stringify(contents(here[index])) === JSON.stringify(data)) return;
    fill(here[index], data);
    tell(here[index]);
  });
}

export function keepWhatIsWritten() {
  const kept = read();
  if (!user) {
    // a page for who is not logged in: the session has ended
    if (kept) sessionStorage.setItem(KEY, JSON.stringify({ ...kept, hasEnded: true }));
    return;
  }
  if (kept && (!kept.hasEnded || kept.user !== user)) {
    sessionStorage.removeItem(KEY); // it was saved, or somebody else is here now
  } else if (kept && kept.path === path()) {
    sessionStorage.removeItem(KEY);
    putBack(kept);
  }
  document.addEventListener("submit", (event) => forms().includes(event.target) && keep());
  document.addEventListener("session-ended", keep);
}
