// Forms with data-outbox are kept on the device until the server has answered for them: encrypted,
// in order, delivered once. The address of the form says which view takes it. See ADR 20.
//
// A form tells of it: "outbox:stored" {entry}, "outbox:delivered" {entry}, "outbox:refused" {entry, reasons}.
// <form data-outbox data-outbox-label="what the list calls it" data-outbox-then="where to go when kept">
// A script that has an entry of its own says so: "outbox:add" {url, fields, label}.
import { ask } from "../ui/dialogs.js";
import { fill } from "../ui/drafts.js";
import { csrfToken, say, words } from "../ui/words.js";

const URL_SEND = "/udbakke/";
const URL_KEY = "/udbakke/noegle/";
const AGAIN = 15000;
const PATIENCE = 20000;
const AT_A_TIME = 20;
const user = Number(document.body.dataset.user);
const others = new BroadcastChannel("outbox");
let keys = null; // CryptoKeys by number, in memory only and not to be taken out
let newest = 0;
let token = csrfToken();
let trouble = ""; // why what waits was not delivered: "", "offline", "ended", "other"
let waiting = 0, timer;

const promised = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const database = (() => {
  let opened;
  return () => {
    if (!opened) {
      const request = indexedDB.open("roedtraad-outbox", 1);
      request.onupgradeneeded = () =>
        request.result.createObjectStore("entries", { keyPath: "order", autoIncrement: true });
      opened = promised(request);
    }
    return opened;
  };
})();

async function store(mode, act) {
  const transaction = (await database()).transaction("entries", mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
  const result = await promised(act(transaction.objectStore("entries")));
  await done;
  return result;
}

const mine = async () => (await store("readonly", (rows) => rows.getAll())).filter((row) => row.user === user);
const erase = (order) => store("readwrite", (rows) => rows.delete(order));

// Whose it is and which it is are bound to what is sealed, so that no entry passes for another.
const bound = (row) => new TextEncoder().encode(`${row.user}:${row.id}`);

async function sealed(entry, row) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(entry));
  const how = { name: "AES-GCM", iv, additionalData: bound(row) };
  return { ...row, number: newest, iv, body: await crypto.subtle.encrypt(how, keys[newest], text) };
}

async function opened(row) {
  const how = { name: "AES-GCM", iv: row.iv, additionalData: bound(row) };
  try {
    const text = await crypto.subtle.decrypt(how, keys[row.number], row.body);
    return { ...JSON.parse(new TextDecoder().decode(text)), order: row.order };
  } catch {
    return null; // the key is another installation's; it stays, and stands in nobody's way
  }
}

async function fetchKeys() {
  const answer = await fetch(URL_KEY, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) return answer.type === "opaqueredirect" || answer.status < 500 ? "ended" : "offline";
  const given = await answer.json();
  if (given.user !== user) return "other";
  const read = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const known = {};
  for (const [number, text] of Object.entries(given.keys)) {
    known[number] = await crypto.subtle.importKey("raw", read(text), "AES-GCM", false, ["encrypt", "decrypt"]);
  }
  [keys, newest, token] = [known, given.number, given.csrf];
  return "";
}

const pathOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
const formOf = (entry) => [...document.querySelectorAll("form[data-outbox]")].find((form) => pathOf(form) === entry.url);

function tell(what, entry, more = {}) {
  const place = formOf(entry) ?? document;
  place.dispatchEvent(new CustomEvent(`outbox:${what}`, { bubbles: true, detail: { entry, ...more } }));
}

// Keep one entry on the device; `deliver` sends it. `fields` are pairs of name and value.
async function add({ url, fields, label = "", replaces = null }) {
  const entry = { id: crypto.randomUUID(), url, fields, label, page: location.pathname + location.search };
  entry.device_at = new Date().toISOString();
  const row = await sealed(entry, { id: entry.id, user, state: "waiting" });
  await store("readwrite", (rows) => rows.add(row));
  if (replaces) await erase(replaces);
  tell("stored", entry);
  return entry;
}

const sendPlainly = (form, button) => ((form.dataset.outboxOff = "yes"), form.requestSubmit(button)); // as any other form

async function keep(form, button) {
  const given = [...new FormData(form, button)];
  const fields = given.filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  const replaces = Number(form.dataset.outboxReplaces) || null;
  delete form.dataset.outboxReplaces;
  let entry;
  try {
    entry = await add({ url: pathOf(form), fields, label: form.dataset.outboxLabel, replaces });
  } catch {
    return sendPlainly(form, button); // the device keeps nothing
  }
  await deliver();
  const { outboxThen } = form.dataset;
  const row = (await mine()).find(({ id }) => id === entry.id);
  if (outboxThen && !row) location.assign(outboxThen);
  else if (outboxThen && row.state === "waiting") form.reset(); // for the next one
  else if (outboxThen) await erase(row.order).then(() => sendPlainly(form, button)); // what is wrong is shown at each field
}

async function send(entries) {
  const body = JSON.stringify({
    user,
    sent_at: new Date().toISOString(),
    entries: entries.map(({ id, url, fields, device_at }) => ({ id, url, fields, device_at })),
  });
  const headers = () => ({ "Content-Type": "application/json", "X-CSRFToken": token });
  const post = () => fetch(URL_SEND, { method: "POST", body, headers: headers(), redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  let answer = await post();
  if (answer.status === 403) {
    trouble = await fetchKeys(); // somebody has signed in anew, and the token with them
    if (trouble) return null;
    answer = await post();
  }
  if (answer.ok) {
    document.dispatchEvent(new Event("server-answered"));
    trouble = "";
    return (await answer.json()).answers;
  }
  if (answer.status === 409) trouble = "other";
  else if (answer.type === "opaqueredirect" || answer.status === 403) trouble = "ended";
  else trouble = "offline";
  return null;
}

async function settle(entry, { state, reasons }) {
  if (state === "kept") {
    await erase(entry.order);
    tell("delivered", entry);
  } else if (state === "refused") {
    const row = { id: entry.id, user, order: entry.order, state: "refused" };
    const changed = await sealed({ ...entry, reasons }, row);
    await store("readwrite", (rows) => rows.put(changed));
    tell("refused", entry, { reasons });
  }
}

async function deliverAll() {
  if (!keys) trouble = await fetchKeys();
  let settled = Boolean(keys) && !trouble.startsWith("other");
  while (settled) {
    const rows = (await mine()).filter((row) => row.state === "waiting");
    const entries = (await Promise.all(rows.map(opened))).filter(Boolean).slice(0, AT_A_TIME);
    if (!entries.length) break;
    const answers = (await send(entries)) ?? [];
    settled = answers.length > 0;
    for (const answer of answers) {
      const entry = entries.find(({ id }) => id === answer.id);
      if (entry) await settle(entry, answer);
      if (answer.state === "again") settled = false;
    }
  }
}

// One window at a time, so that two never send the same.
async function deliver() {
  clearTimeout(timer);
  try {
    await navigator.locks.request("outbox", deliverAll);
  } catch {
    trouble = "offline";
  }
  await show();
  others.postMessage("changed");
  if (waiting && !["ended", "other"].includes(trouble)) timer = setTimeout(deliver, AGAIN);
}

const button = (text, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-secondary";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
};

function correct(entry) {
  const form = formOf(entry);
  if (!form) return location.assign(`${entry.page.split("#")[0]}#udbakke-${entry.order}`);
  const data = {};
  for (const [name, value] of entry.fields) (data[name] ??= []).push(value);
  fill(form, data);
  form.dataset.outboxReplaces = entry.order;
  for (const fold of form.querySelectorAll("details")) fold.open = true;
  tell("refused", entry, { reasons: entry.reasons });
  form.scrollIntoView({ block: "start" });
  form.querySelector("textarea, input:not([type=hidden])")?.focus({ preventScroll: true });
}

function refusedLine(entry) {
  const line = document.createElement("li");
  const what = document.createElement("span");
  const given = entry.fields.filter(([name, value]) => value && ["value", "note", "text"].includes(name));
  what.textContent = `${[entry.label, ...given.map(([, value]) => value)].filter(Boolean).join(" · ")} – ${entry.reasons.join(" ")}`;
  const forget = () => ask(words.outboxForget, async () => (await erase(entry.order), show()));
  line.append(what, document.createElement("br"), button(words.outboxCorrect, () => correct(entry)), button(words.outboxDelete, forget));
  return line;
}

// The line at the foot of the page: nothing, as long as everything is delivered.
async function show() {
  const rows = await mine();
  waiting = rows.filter((row) => row.state === "waiting").length;
  const refused = keys ? (await Promise.all(rows.filter((row) => row.state === "refused").map(opened))).filter(Boolean) : [];
  let box = document.querySelector(".outbox");
  if (!box && !rows.length) return;
  if (!box) {
    box = document.createElement("section");
    box.className = "outbox d-print-none";
    box.setAttribute("aria-label", words.outboxName);
    box.append(document.createElement("p"), document.createElement("ul"));
    box.firstChild.setAttribute("role", "status");
    document.body.append(box);
  }
  const line = { offline: words.outboxWaiting, ended: words.outboxEnded, other: words.outboxOther }[trouble];
  const waits = waiting && line ? say(line, { number: waiting }) : "";
  const isSent = "waits" in box.dataset && !waiting; // whoever was told that it waits is told the end of it
  box.toggleAttribute("data-waits", Boolean(waits));
  if (isSent) setTimeout(show, 3000);
  box.firstChild.textContent = waits || (refused.length ? words.outboxRefused : isSent ? words.outboxSent : "");
  if (waiting && trouble === "ended") {
    const link = document.createElement("a");
    link.href = `${document.body.dataset.loginUrl}?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = words.outboxLogin;
    box.firstChild.append(" ", link);
  }
  box.lastChild.replaceChildren(...refused.map(refusedLine));
  box.hidden = !box.firstChild.textContent;
  const meant = refused.find(({ order }) => location.hash === `#udbakke-${order}`);
  if (meant && formOf(meant)) {
    history.replaceState(null, "", location.pathname + location.search);
    correct(meant);
  }
}

function leave(event) {
  const form = event.target;
  if (!waiting || form.dataset.meant || !form.matches("form[action$='/logout/']")) return;
  event.preventDefault();
  event.stopPropagation();
  ask(say(words.outboxLeaving, { number: waiting }), () => {
    form.dataset.meant = "yes";
    form.requestSubmit();
  });
}

async function start() {
  const isHere = document.querySelector("form[data-outbox]");
  if (!user || !window.crypto?.subtle || !navigator.locks) return;
  document.addEventListener("submit", leave, true);
  others.addEventListener("message", show); // another window may keep something any time
  if (!isHere && !(await mine()).length) return;
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const hasFiles = [...form.elements].some((field) => field.type === "file" && field.files.length);
      if (!keys || !form.matches("form[data-outbox]") || form.dataset.outboxOff || hasFiles) return;
      event.preventDefault();
      keep(form, event.submitter);
    },
    true,
  );
  document.addEventListener("outbox:add", ({ detail }) => add(detail).then(deliver));
  window.addEventListener("online", deliver);
  window.addEventListener("offline", () => (trouble ||= "offline"));
  document.addEventListener("visibilitychange", () => !document.hidden && deliver());
  await deliver();
}
start().catch(() => {}); // a browser that keeps nothing has forms as they are without this
