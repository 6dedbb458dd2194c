// Forms save what is written as drafts by themselves:
// <form data-draft-url="/…/kladde/" data-draft-key="goal:12" data-draft-version="3">
import { clock, csrfToken, dayAndClock, say, words } from "./words.js";

const AFTER_LAST_CHANGE = 2000;
const TRY_AGAIN = 5000;

export function startDrafts(scope) {
  const forms = scope.matches?.("form[data-draft-url]")
    ? [scope]
    : scope.querySelectorAll("form[data-draft-url]");
  for (const form of forms) {
    if (form.draft) continue;
    form.draft = new Draft(form);
    form.draft.restore();
  }
}

const kept = (name) => name !== "csrfmiddlewaretoken" && !name.startsWith("password");

export function contents(form) {
  const data = {};
  for (const [name, value] of new FormData(form)) {
    if (kept(name) && typeof value === "string") (data[name] ??= []).push(value);
  }
  return data;
}

export function fill(form, data) {
  for (const field of form.elements) {
    // `once` names one saving: with that of a form sent before, a new one would pass for saved already
    if (!field.name || field.name === "once" || !kept(field.name) || ["submit", "button", "file"].includes(field.type)) continue;
    const values = data[field.name] ?? [];
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = values.includes(field.value);
    } else if (field.type === "select-multiple") {
      for (const option of field.options) option.selected = values.includes(option.value);
    } else if (values.length) {
      field.value = values.shift();
    }
  }
}

class Draft {
  constructor(form) {
    this.form = form;
    const key = encodeURIComponent(form.dataset.draftKey);
    this.url = `${form.dataset.draftUrl}?key=${key}`;
    this.before = contents(form);
    this.last = JSON.stringify(this.before);
    if ("draftNewer" in form.dataset) this.last = "";
    this.status = form.querySelector("[data-draft-status]") ?? this.addStatus();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    // not on the way to the button: the draft would arrive after the form, and outlive it
    form.addEventListener("focusout", (event) => event.relatedTarget?.type !== "submit" && this.save());
    form.addEventListener("submit", () => this.stop());
    form.addEventListener("htmx:beforeRequest", (event) => event.target === form && this.stop());
    window.addEventListener("online", () => this.save());
    window.addEventListener("pagehide", () => this.save({ leaving: true }));
    window.addEventListener("beforeunload", (event) => {
      if (this.isUnsaved() && this.isOffline) event.preventDefault();
    });
    document.addEventListener("session-ended", () => (this.isOffline = false));
  }

  addStatus() {
    const line = document.createElement("p");
    line.className = "draft-status";
    line.setAttribute("role", "status");
    (this.form.querySelector(".form-actions") ?? this.form).append(line);
    return line;
  }

  isUnsaved() {
    return !this.isStopped && document.contains(this.form) && JSON.stringify(contents(this.form)) !== this.last;
  }

  changed() {
    this.isStopped = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), AFTER_LAST_CHANGE);
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  async save({ leaving = false } = {}) {
    clearTimeout(this.timer);
    if (!this.isUnsaved() || (this.isSaving && !leaving)) return;
    const data = contents(this.form);
    const text = JSON.stringify(data);
    this.isSaving = true;
    const answer = await this.send("POST", {
      body: JSON.stringify({ data, version: this.form.dataset.draftVersion ?? "" }),
      keepalive: text.length < 60000,
    });
    this.isSaving = false;
    if (answer?.ok && !answer.redirected) {
      this.last = text;
      this.isOffline = false;
      const { saved_at: savedAt } = await answer.json();
      this.say(say(words.draftSaved, { time: clock(new Date(savedAt)) }));
      if (this.isUnsaved()) this.changed();
    } else {
      this.isOffline = true;
      this.say(answer ? words.draftRefused : words.draftOffline, "offline");
      if (!answer) this.timer = setTimeout(() => this.save(), TRY_AGAIN);
    }
  }

  async send(method, options = {}) {
    const headers = { "X-CSRFToken": csrfToken(), "Content-Type": "application/json" };
    try {
      const answer = await fetch(this.url, { method, headers, ...options });
      document.dispatchEvent(new Event("server-answered"));
      return answer;
    } catch {
      return null;
    }
  }

  async restore() {
    // what came back with an error is newer than what was kept
    if ("draftNewer" in this.form.dataset) return this.save();
    if (this.form.querySelector("[aria-invalid='true']")) return;
    const answer = await this.send("GET");
    if (!answer || answer.status !== 200 || answer.redirected) return;
    const draft = await answer.json();
    if (this.isUnsaved()) return; // somebody was quicker
    fill(this.form, structuredClone(draft.data));
    for (const field of this.form.querySelectorAll(".form-limit :is(input, textarea)")) {
      field.dispatchEvent(new KeyboardEvent("keyup")); // so that its counter counts anew
    }
    this.last = JSON.stringify(contents(this.form));
    if (this.last === JSON.stringify(this.before)) return;
    this.notice(draft);
    this.form.dispatchEvent(new CustomEvent("draft-restored", { bubbles: true, detail: draft }));
  }

  notice(draft) {
    const box = document.createElement("div");
    box.className = "draft-notice";
    box.setAttribute("role", "status");
    const line = document.createElement("p");
    const time = dayAndClock(new Date(draft.saved_at));
    line.textContent = say(words.draftRestored, { time });
    const present = this.form.dataset.draftVersion;
    if (present && draft.version !== null && String(draft.version) !== present) {
      line.textContent += ` ${words.draftOutdated}`;
    }
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "button button-tertiary";
    undo.textContent = words.draftUndo;
    undo.addEventListener("click", async () => {
      fill(this.form, structuredClone(this.before));
      this.last = JSON.stringify(contents(this.form));
      await this.send("DELETE");
      box.remove();
      this.say("");
      this.form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    });
    box.append(line, undo);
    this.form.prepend(box);
  }

  say(text, className = "") {
    this.status.textContent = text;
    this.status.className = `draft-status ${className}`;
  }
}
