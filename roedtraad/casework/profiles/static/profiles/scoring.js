// The page one scores on: who scores is changed without connection, and a tapped number can be undone.
import { say, words } from "../ui/words.js";

const page = document.querySelector("[data-scoring]");
const UNDO_FOR = 20000;

function choose(link) {
  const who = link.dataset.who;
  for (const each of page.querySelectorAll("[data-who]")) each.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  for (const field of page.querySelectorAll("form[data-outbox] [name=who]")) field.value = who;
  for (const line of page.querySelectorAll("[data-of]")) line.hidden = line.dataset.of !== who;
  for (const goal of page.querySelectorAll("[data-for]")) goal.hidden = !goal.dataset.for.split(" ").includes(who);
  for (const number of page.querySelectorAll("[aria-pressed]")) number.removeAttribute("aria-pressed");
  for (const state of page.querySelectorAll("[data-score-state]")) state.replaceChildren();
  history.replaceState(null, "", link.getAttribute("href"));
}

const given = (entry, name) => entry.fields.find((field) => field[0] === name)?.[1];
const nameOf = (entry) => page.querySelector(`[data-who="${given(entry, "who")}"]`)?.textContent ?? "";

function press(form, entry) {
  for (const number of form.querySelectorAll("button[name=value]")) {
    number.setAttribute("aria-pressed", String(number.value === given(entry, "value")));
  }
}

function undo(form, entry) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary";
  button.textContent = words.draftUndo;
  button.addEventListener("click", () => {
    button.remove();
    const detail = { url: page.dataset.undoUrl, fields: [["score", entry.id]] };
    detail.label = `${words.draftUndo}: ${form.dataset.outboxLabel}`;
    document.dispatchEvent(new CustomEvent("outbox:add", { detail }));
    for (const number of form.querySelectorAll("[aria-pressed]")) number.removeAttribute("aria-pressed");
    form.querySelector("[data-score-state]").textContent = words.scoreUndone;
  });
  setTimeout(() => button.remove(), UNDO_FOR);
  return button;
}

function state(form, text, more) {
  const line = document.createElement("span");
  line.textContent = text;
  form.querySelector("[data-score-state]").replaceChildren(line, ...(more ? [more] : []));
}

function stored({ target, detail: { entry } }) {
  if (!target.matches?.("form")) return;
  press(target, entry);
  const shown = target.querySelector("button[aria-pressed=true] .score-figure")?.textContent ?? words.scoreNone;
  state(target, say(words.scoreSaved, { who: nameOf(entry), score: shown }), undo(target, entry));
  for (const field of target.querySelectorAll("textarea, [name=given_on], [type=date]")) field.value = "";
  target.querySelector("details").open = false;
}

if (page) {
  page.addEventListener("click", (event) => {
    const link = event.target.closest("[data-who]");
    if (!link) return;
    event.preventDefault();
    choose(link);
  });
  page.addEventListener("outbox:stored", stored);
  page.addEventListener("outbox:refused", ({ target, detail: { reasons } }) => {
    if (target.matches("form")) state(target, reasons.join(" "));
  });
}
