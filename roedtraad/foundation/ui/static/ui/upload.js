// Files are dropped or chosen, and one sees how much is sent. Without script it is a plain form.
import { csrfToken, say, words } from "./words.js";

export function startUploads(scope) {
  for (const form of scope.querySelectorAll("form[data-upload]")) {
    if (form.dataset.started) continue;
    form.dataset.started = "yes";
    const zone = form.querySelector("[data-upload-zone]");
    const input = form.querySelector("input[type=file]");
    for (const kind of ["dragenter", "dragover"]) {
      zone.addEventListener(kind, (event) => {
        event.preventDefault();
        zone.classList.add("dragging");
      });
    }
    for (const kind of ["dragleave", "drop"]) {
      zone.addEventListener(kind, () => zone.classList.remove("dragging"));
    }
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      const dropped = event.dataTransfer.files;
      if (!dropped.length) return;
      if (dropped.length > 1 && !input.multiple) {
        refuse(form, words.oneFileOnly);
        return;
      }
      input.files = dropped;
      if (fits(form)) form.requestSubmit();
    });
    input.addEventListener("change", () => fits(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (fits(form)) send(form);
    });
  }
}

// A file that the server would refuse for its size is not sent at all.
function fits(form) {
  const limit = Number(form.dataset.limit);
  const tooLarge = [...form.querySelector("input[type=file]").files].some(
    (file) => file.size > limit,
  );
  const megabytes = limit / 1024 / 1024;
  refuse(form, tooLarge ? say(words.fileTooLarge, { limit: megabytes }) : "");
  return !tooLarge;
}

function refuse(form, sentence) {
  const refusal = form.querySelector("[data-upload-refusal]");
  refusal.textContent = sentence;
  refusal.hidden = !sentence;
  form.querySelector("input[type=file]").setAttribute("aria-invalid", String(Boolean(sentence)));
}

function send(form) {
  const progress = form.querySelector("[data-upload-progress]");
  const bar = progress.querySelector("progress");
  const status = progress.querySelector("[data-upload-status]");
  const button = form.querySelector("button[type=submit]");
  const request = new XMLHttpRequest();
  const failed = () => {
    status.textContent = words.uploadFailed;
    button.disabled = false;
  };
  progress.hidden = false;
  button.disabled = true;
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.floor((100 * event.loaded) / event.total);
    bar.value = percent;
    status.textContent = percent < 100 ? say(words.uploading, { percent }) : words.uploadRead;
  });
  request.addEventListener("load", () => {
    if (request.status >= 500 || request.status === 0) return failed();
    return arrived(request);
  });
  request.addEventListener("error", failed);
  request.open("POST", form.action);
  request.setRequestHeader("X-CSRFToken", csrfToken());
  request.send(new FormData(form));
}

// The answer is a page: after a redirect its address is the new one, with errors it is shown here.
function arrived(request) {
  if (request.status < 400) {
    window.location.assign(request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = document.getElementById("main");
  main.innerHTML = page.getElementById("main")?.innerHTML ?? "";
  htmx.process(main);
  main.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  (main.querySelector("[data-module='error-summary'], .alert") ?? main).scrollIntoView();
}
