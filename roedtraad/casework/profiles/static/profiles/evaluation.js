// An evaluation: take a note into the text, and ask how a goal ended only where it stops.
for (const button of document.querySelectorAll("[data-take-into]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.takeInto);
    const before = field.value.trimEnd();
    field.value = before ? `${before}\n${button.dataset.take}` : button.dataset.take;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

function ask(part) {
  const chosen = document.querySelector(`input[name="${part.dataset.onlyWith}"]:checked`);
  part.hidden = chosen?.value !== part.dataset.onlyValue;
}

for (const part of document.querySelectorAll("[data-only-with]")) {
  part.closest("form").addEventListener("change", () => ask(part));
  ask(part);
}
