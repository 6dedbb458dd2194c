// An evaluation: ask how a goal ended only where it stops.
function ask(part) {
  const chosen = document.querySelector(`input[name="${part.dataset.onlyWith}"]:checked`);
  part.hidden = chosen?.value !== part.dataset.onlyValue;
}

for (const part of document.querySelectorAll("[data-only-with]")) {
  part.closest("form").addEventListener("change", () => ask(part));
  ask(part);
}
