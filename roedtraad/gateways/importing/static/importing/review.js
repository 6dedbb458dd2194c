// Text and proposal follow each other, and the keyboard is enough.
let chosen = "";

const elements = () => [...document.querySelectorAll("[data-element]")];
const narrow = window.matchMedia("(max-width: 991px)");

function choose(element, { scroll = true, follow = true } = {}) {
  if (!element) return;
  chosen = element.id;
  for (const row of document.querySelectorAll(".review-row.is-chosen")) row.classList.remove("is-chosen");
  element.querySelector(".review-row").classList.add("is-chosen");
  element.focus({ preventScroll: true });
  if (scroll) intoView(element);
  mark(Number(element.dataset.from), Number(element.dataset.to), { follow });
}

function intoView(element) {
  const row = element.querySelector(".review-row") ?? element;
  const above = document.querySelector(".review-progress")?.getBoundingClientRect().bottom ?? 0;
  const box = row.getBoundingClientRect();
  if (box.top < Math.max(above, 0) + 8 || box.bottom > window.innerHeight) {
    window.scrollBy({ top: box.top - Math.max(Math.min(above, 200), 0) - 24 });
  }
}

// Marks lines of the text; `follow`: the text scrolls there too.
function mark(from, to, { follow = true } = {}) {
  for (const line of document.querySelectorAll(".review-line.is-marked")) line.classList.remove("is-marked");
  if (!from) return;
  let first = null;
  for (let number = from; number <= to; number += 1) {
    const line = document.getElementById(`linje-${number}`);
    if (!line) continue;
    line.classList.add("is-marked");
    first ??= line;
  }
  if (first && follow) showLine(first);
}

function showLine(line) {
  const text = document.querySelector(".review-text");
  if (narrow.matches) {
    if (!text.hidden) line.scrollIntoView({ block: "center" });
    return;
  }
  // twice: lines out of sight have no height of their own until they are near
  for (const _ of [1, 2]) {
    text.scrollTo({ top: text.scrollTop + line.getBoundingClientRect().top - text.getBoundingClientRect().top - 48 });
  }
}

function elementOfLine(number) {
  const holding = elements().filter((each) => Number(each.dataset.from) <= number && number <= Number(each.dataset.to));
  const size = (each) => Number(each.dataset.to) - Number(each.dataset.from);
  return holding.sort((a, b) => size(a) - size(b))[0];
}

document.addEventListener("click", (event) => {
  const line = event.target.closest(".review-line");
  if (line) return fromLine(Number(line.dataset.line));
  const place = event.target.closest(".review-place");
  if (place) {
    event.preventDefault();
    show("text");
    return choose(place.closest("[data-element]"), { scroll: false });
  }
  const goto = event.target.closest("[data-goto]");
  if (goto) {
    event.preventDefault();
    return choose(document.getElementById(goto.hash.slice(1)));
  }
  if (event.target.closest("button, summary, a")) return undefined;
  return choose(event.target.closest("[data-element]"), { scroll: false });
});

function fromLine(number) {
  const element = elementOfLine(number);
  if (!element) return mark(number, number, { follow: false });
  show("proposal");
  return choose(element, { follow: false });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  const all = elements();
  const at = all.findIndex((each) => each.id === chosen);
  if (event.key === "j") choose(all[Math.min(at + 1, all.length - 1)]);
  else if (event.key === "k") choose(all[Math.max(at - 1, 0)]);
  else if (event.key === "n") document.querySelector("[data-goto]")?.click();
  else act(event.key, all[at]);
});

function act(key, element) {
  if (!"armdu".includes(key)) return;
  const scope = key === "u" ? document : element?.querySelector(".review-row");
  scope?.querySelector(`[data-key="${key}"]`)?.click();
}

// On a narrow screen one sees either the proposal or the text.
function show(what) {
  const hides = (name) => narrow.matches && name !== what;
  document.querySelector(".review-text").hidden = hides("text");
  document.querySelector(".review-proposal").hidden = hides("proposal");
  for (const button of document.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === what));
  }
}

function startSwitch() {
  const group = document.querySelector(".review-switch");
  if (!group) return;
  const follow = () => {
    group.hidden = !narrow.matches;
    show("proposal");
  };
  narrow.addEventListener("change", follow);
  follow();
  group.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    if (!button) return;
    show(button.dataset.show);
    const again = document.getElementById(chosen);
    if (again && button.dataset.show === "proposal") intoView(again);
    else document.querySelector(".review-line.is-marked")?.scrollIntoView({ block: "center" });
  });
}

// After a step the tree is new; the one that was chosen, or its place, is chosen again,
// and what was folded out stays so.
let place = 0;
let unfolded = [];
document.addEventListener("htmx:beforeSwap", () => {
  place = elements().findIndex((each) => each.id === chosen);
  unfolded = elements().filter((each) => each.querySelector("details")?.open).map((each) => each.id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of unfolded) document.getElementById(id)?.querySelector("details")?.setAttribute("open", "");
  const again = document.getElementById(chosen) ?? elements()[Math.max(place, 0)];
  if (chosen && again) choose(again);
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const row = event.target.closest?.("[data-element]");
  if (row) chosen = row.id;
});

function arrive() {
  const asked = window.location.hash.slice(1);
  const line = /^linje-(\d+)$/.exec(asked);
  if (!line) return choose(document.getElementById(asked));
  show("text");
  const number = Number(line[1]);
  const element = elementOfLine(number);
  if (element && !narrow.matches) return choose(element);
  return mark(number, number);
}

if (document.querySelector(".review-text")) {
  startSwitch();
  arrive();
}
