// Groups of boxes that fold: <details data-fold="{count} chosen"> says how many in it are chosen,
// and opens when an address, or a draft that was brought back, points into it.

const count = (fold) => {
  const chosen = fold.querySelectorAll("input:checked").length;
  fold.querySelector(".fold-count").textContent = fold.dataset.fold.replace("{count}", chosen);
  return chosen;
};

const openAtAddress = () => {
  const place = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const fold = place && place.closest("details[data-fold]");
  if (!fold) return;
  fold.open = true;
  place.scrollIntoView();
};

export function startFolds() {
  document.addEventListener("change", ({ target }) => {
    const fold = target.closest("details[data-fold]");
    if (fold) count(fold);
  });
  document.addEventListener("draft-restored", ({ target }) => {
    for (const fold of target.querySelectorAll("details[data-fold]")) if (count(fold)) fold.open = true;
  });
  window.addEventListener("hashchange", openAtAddress);
  openAtAddress();
}
