// Whoever uses the keyboard is not left behind when a part of the page is exchanged.
const FIELDS = "input:not([type=hidden]), select, textarea";

function openedForm({ elt, requestConfig }) {
  if (requestConfig?.verb !== "get" || requestConfig.triggeringEvent?.type !== "click") return null;
  const form = elt.matches(".part-form") ? elt : elt.querySelector(":scope > .part-form");
  return form?.querySelector(FIELDS) ?? null;
}

function changedPlace({ xhr, target }) {
  const shown = xhr?.getResponseHeader("HX-Reswap")?.match(/show:#([\w-]+)/)?.[1];
  return document.getElementById(shown) ?? document.getElementById(target?.id);
}

export function keepFocus() {
  document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
    const field = openedForm(detail);
    if (field) field.focus();
    if (document.activeElement !== document.body) return;
    const place = changedPlace(detail);
    if (!place) return;
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  });
}
