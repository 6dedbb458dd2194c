// What every page does. Each part is a module of its own and can be started on a part of a page.
import { startCharts } from "./charts.js";
import { startDates } from "./dates.js";
import { askFirst, moveDialogs } from "./dialogs.js";
import { startDrafts } from "./drafts.js";
import { startFolds } from "./folds.js";
import { keepFocus } from "./focus.js";
import { keepWhatIsWritten } from "./kept.js";
import { watchSession } from "./session.js";
import { showToasts, toast } from "./toasts.js";
import { keepPastedTables } from "./tables.js";
import { startUploads } from "./upload.js";
import { words } from "./words.js";

const LIMIT_WORDS = {
  character_remaining: words.charactersLeft,
  characters_remaining: words.charactersLeft,
  character_too_many: words.charactersTooMany,
  characters_too_many: words.charactersTooMany,
};

// The design system starts a whole page once; DKFDS.init again would also start the menus again.
const PARTS = [
  [".accordion, .accordion-bordered", (element) => new DKFDS.Accordion(element).init()],
  [".alert.has-close", (element) => new DKFDS.Alert(element).init()],
  [".js-dropdown", (element) => new DKFDS.Dropdown(element).init()],
  [".overflow-menu--sort", (element) => new DKFDS.DropdownSort(element).init()],
  ["div.tab-container", (element) => new DKFDS.Tabs(element).init()],
  [".tooltip-wrapper", (element) => new DKFDS.Tooltip(element).init()],
  [".js-checkbox-toggle-content", (element) => new DKFDS.CheckboxToggleContent(element).init()],
  [".js-radio-toggle-group", (element) => new DKFDS.RadioToggleGroup(element).init()],
  ["table[class*='responsive-headers']", (element) => new DKFDS.ResponsiveTable(element)],
  [".form-limit", (element) => new DKFDS.CharacterLimit(element, LIMIT_WORDS).init()],
  ["[data-module='error-summary']", (element) => new DKFDS.ErrorSummary(element).init()],
];

const all = (scope, selector) => [
  ...(scope.matches?.(selector) ? [scope] : []),
  ...scope.querySelectorAll(selector),
];

function startDesignSystem(scope) {
  for (const [selector, start] of PARTS) {
    for (const element of all(scope, selector)) {
      if (!element.dataset.started) {
        element.dataset.started = "yes";
        start(element);
      }
    }
  }
  for (const opener of all(scope, "[data-module='modal']")) {
    if (opener.dataset.started) continue;
    const dialog = document.getElementById(opener.dataset.target);
    if (dialog && !opener.closest(".fds-modal-container")) {
      opener.dataset.started = "yes";
      opener.addEventListener("click", (event) => new DKFDS.Modal(dialog).show(event));
    }
  }
}

// a box that scrolls is reached by keyboard, and one that does not is not in the way
const scrollingBoxes = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target.scrollWidth <= target.clientWidth) target.removeAttribute("tabindex");
    else target.tabIndex = 0;
  }
});

function startScrollingTables(scope) {
  for (const box of all(scope, ".table--responsive-scroll")) scrollingBoxes.observe(box);
}

function start(scope) {
  moveDialogs(scope);
  // dialogs first get their own closers; their openers are started above, once each
  for (const dialog of document.querySelectorAll(".fds-modal-container .fds-modal")) {
    if (dialog.dataset.started) continue;
    dialog.dataset.started = "yes";
    for (const closer of dialog.querySelectorAll("[data-modal-close]")) {
      closer.addEventListener("click", () => new DKFDS.Modal(dialog).hide());
    }
  }
  startDesignSystem(scope);
  startScrollingTables(scope);
  startDates(scope);
  startDrafts(scope);
  startUploads(scope);
  startCharts(scope);
  showToasts(scope);
}

new DKFDS.Navigation().init();
for (const menu of document.querySelectorAll(".js-menudropdown")) new DKFDS.MenuDropdown(menu).init();
const more = document.querySelector(".more-button span");
if (more) more.textContent = words.more;
start(document.body);
askFirst();
keepFocus();
keepWhatIsWritten();
keepPastedTables();
startFolds();
watchSession();

document.body.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) start(event.target);
});
// a form that comes where it was asked for is where one writes next; a conflict is read first
document.body.addEventListener("htmx:load", ({ target }) => {
  if (!target.matches("form[data-draft-key], form:has(> .conflict)")) return;
  const place = target.querySelector(".conflict h2");
  const field = target.querySelector("input:not([type=hidden]), textarea, select");
  if (place) place.tabIndex = -1;
  if (place || !("draftNewer" in target.dataset)) (place ?? field)?.focus();
});
document.body.addEventListener("htmx:oobAfterSwap", (event) => showToasts(event.target));
// what a page asks for by itself (data-quiet) is not missed by who is without connection
document.body.addEventListener("htmx:sendError", ({ target }) => "quiet" in target.dataset || toast(words.failed, "error"));
document.body.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 401) window.location.reload();
  else toast([403, 404, 409, 410].includes(status) ? words.refused : words.failed, "error");
});

// a form is sent once, however often its button is pressed
const SENDING = 4000;
function sentOnce(event, form) {
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  form.dataset.sending = "yes";
  setTimeout(() => delete form.dataset.sending, SENDING);
}
document.body.addEventListener("submit", (event) => {
  const { target } = event;
  if (!event.defaultPrevented && target.method === "post" && !target.hasAttribute("hx-post")) sentOnce(event, target);
});
document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.matches("form")) sentOnce(event, event.target);
  if ("quiet" in event.target.dataset && !navigator.onLine) event.preventDefault();
});
document.body.addEventListener("htmx:afterRequest", (event) => delete event.target.dataset?.sending);
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
});

// a text box grows where the browser cannot do it itself
if (!CSS.supports("field-sizing", "content")) {
  document.body.addEventListener("input", ({ target }) => {
    if (target.tagName !== "TEXTAREA") return;
    target.style.height = "auto";
    target.style.height = `${target.scrollHeight + 2}px`;
  });
}

// what stands at the side is folded on a phone, and never on a desk
const aside = document.querySelector("[data-aside]");
const isWide = window.matchMedia("(min-width: 992px)");
const foldAside = () => aside?.toggleAttribute("open", isWide.matches);
isWide.addEventListener("change", foldAside);
foldAside();

document.documentElement.dataset.ready = "yes";
