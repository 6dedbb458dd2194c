// Remembers what a reader has folded, also when a part of the page is fetched again.
const KEY = `folded:${location.pathname}`;
const folds = () => [...document.querySelectorAll("details[data-fold]")];

function stored() {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
  } catch {
    return new Set();
  }
}

function store() {
  const closed = folds().filter((each) => !each.open).map((each) => each.dataset.fold);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(closed));
  } catch {
    // a browser without storage only forgets
  }
}

function start() {
  const closed = stored();
  for (const each of folds()) each.open = !closed.has(each.dataset.fold);
  for (const each of document.querySelectorAll("[data-fold-all]")) each.hidden = folds().length < 2;
  show();
}

function show() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const fold = target && target.closest("details[data-fold]");
  if (fold && !fold.open) {
    fold.open = true;
    target.scrollIntoView();
  }
}

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-fold-to]");
  if (!pressed) return;
  for (const each of folds()) each.open = pressed.dataset.foldTo === "open";
  store();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("details[data-fold] > summary")) setTimeout(store);
});
document.addEventListener("htmx:afterSettle", start);
window.addEventListener("hashchange", show);
window.addEventListener("beforeprint", () => folds().forEach((each) => { each.open = true; }));
start();
