// "Divide here" takes the field and the place where the cursor last stood.
let field = null;

document.addEventListener("focusout", (event) => {
  if (event.target.matches("form.prose textarea, form.prose input[type=text]")) field = event.target;
});

document.querySelector("form[data-split]")?.addEventListener("submit", (event) => {
  if (!field) return;
  event.target.elements.field.value = field.name;
  event.target.elements.at.value = String(field.selectionStart);
});
