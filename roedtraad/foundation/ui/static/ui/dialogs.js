// Dialogs: where they must lie, and asking before something is done.

// The design system makes everything inert but its container, so every dialog is moved there.
export function moveDialogs(scope) {
  const container = document.querySelector("body > .fds-modal-container");
  for (const dialog of scope.querySelectorAll(".fds-modal")) {
    if (dialog.parentElement === container) continue;
    for (const earlier of container.querySelectorAll(`#${CSS.escape(dialog.id)}`)) earlier.remove();
    container.append(dialog);
  }
}

export const show = (dialog, opener) =>
  new DKFDS.Modal(dialog).show(opener ? { target: opener } : null);
export const hide = (dialog) => new DKFDS.Modal(dialog).hide();

let meant = null;

export function ask(text, goOn, opener) {
  const dialog = document.getElementById("confirm-dialog");
  dialog.querySelector("[data-confirm-text]").textContent = text;
  meant = goOn;
  show(dialog, opener);
}

// <button data-confirm="…"> and everything with hx-confirm: the same dialog, never the browser's own.
export function askFirst() {
  const dialog = document.getElementById("confirm-dialog");
  if (!dialog) return;
  dialog.querySelector("[data-confirm-yes]").addEventListener("click", () => {
    hide(dialog);
    const goOn = meant;
    meant = null;
    goOn?.();
  });
  document.body.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    ask(event.detail.question, () => event.detail.issueRequest(true), event.target);
  });
  document.body.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("[data-confirm]");
      if (!button || button.dataset.confirmed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(
        button.dataset.confirm,
        () => {
          button.dataset.confirmed = "yes";
          button.click();
          delete button.dataset.confirmed;
        },
        button,
      );
    },
    true,
  );
}
