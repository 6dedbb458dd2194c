// Short messages in the corner. They stay until closed or, when all is well, for some seconds.
import { words } from "./words.js";

const SECONDS = 8;

export function toast(text, variant = "success") {
  const box = document.createElement("div");
  box.className = `toast toast-${variant} show`;
  box.setAttribute("aria-atomic", "true");
  const icon = document.createElement("div");
  icon.className = "toast-icon";
  const message = document.createElement("div");
  message.className = "toast-message";
  const line = document.createElement("p");
  line.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "toast-close";
  close.textContent = words.close;
  close.addEventListener("click", () => box.remove());
  message.append(line, close);
  box.append(icon, message);
  document.getElementById("toasts").append(box);
  if (variant === "success") setTimeout(() => box.remove(), SECONDS * 1000);
}

export function showToasts(scope) {
  const waiting = scope.matches?.(".js-toast") ? [scope] : scope.querySelectorAll(".js-toast");
  for (const message of waiting) {
    toast(message.textContent.trim(), message.dataset.variant);
    message.remove();
  }
}
