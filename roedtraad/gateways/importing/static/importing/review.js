// Text and proposal follow each other, and the keyboard is enough.
let chosen = "";

const elements = () => [...document.querySelectorAll("[data-element]")];

function choose(element, { scroll = true } = {}) {
  if (!element) return;
  chosen = element.id;
  for (const row of document.querySelectorAll(".review-row.is-chosen")) row.classList.remove("is-chosen");
  element.querySelector(".review-row").classList.add("is-chosen");
  element.focus({ preventScroll: !scroll });
  mark(Number(element.dataset.from), Number(element.dataset.to));
}

function mark(from, to) {
  for (const line of document.querySelectorAll(".review-line.is-marked")) line.classList.remove("is-marked");
  if (!from) return;
  const text = document.querySelector(".review-text");
  let first = null;
  for (let number = from; number <= to; number += 1) {
    const line = document.getElementById(`linje-${number}`);
    if (!line) continue;
    line.classList.add("is-marked");
    first ??= line;
  }
  if (first) text.scrollTo({ top: first.offsetTop - text.offsetTop - 48 });
}

function elementOfLine(number) {
  const holding = elements().filter((each) => Number(each.dataset.from) <= number && number <= Number(each.dataset.to));
  const size = (each) => Number(each.dataset.to) - Number(each.dataset.from);
  return holding.sort((a, b) => size(a) - size(b))[0];
}

document.addEventListener("click", (event) => {
  const line = event.target.closest(".review-line");
  if (line) return choose(elementOfLine(Number(line.dataset.line)));
  const place = event.target.closest(".review-place");
  if (place) event.preventDefault();
  if (event.target.closest("button, summary, a:not(.review-place)")) return undefined;
  return choose(event.target.closest("[data-element]"), { scroll: false });
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  const all = elements();
  const at = all.findIndex((each) => each.id === chosen);
  if (event.key === "j") choose(all[Math.min(at + 1, all.length - 1)]);
  else if (event.key === "k") choose(all[Math.max(at - 1, 0)]);
  else act(event.key, all[at]);
});

function act(key, element) {
  if (key === "u") return document.querySelector('form[data-key="u"]')?.requestSubmit();
  const row = element?.querySelector(".review-row");
  const control = row?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (control?.tagName === "FORM") return control.requestSubmit();
  return control?.click();
}

// After a step the tree is new; the one that was chosen, or its place, is chosen again.
let place = 0;
document.addEventListener("htmx:beforeSwap", () => {
  place = elements().findIndex((each) => each.id === chosen);
});
document.addEventListener("htmx:afterSwap", () => {
  const again = document.getElementById(chosen) ?? elements()[Math.max(place, 0)];
  if (chosen && again) choose(again);
});

choose(document.getElementById(window.location.hash.slice(1)));
