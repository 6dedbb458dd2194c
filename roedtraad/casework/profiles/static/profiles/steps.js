// A long form shown one thing at a time; without this module it is one page.
const form = document.querySelector("form[data-steps]");

function start() {
  const steps = [...form.querySelectorAll("[data-step]")];
  const end = form.querySelector("[data-steps-end]");
  const words = form.querySelector("[data-steps-words]").content.cloneNode(true);
  const count = words.querySelector(".steps-count");
  const nav = words.querySelector(".steps-nav");
  const said = words.querySelector(".steps-said");
  const [back, next] = [nav.querySelector("[data-steps-back]"), nav.querySelector("[data-steps-next]")];
  steps[0].before(count, said);
  end.before(nav);
  let at = 0;

  function show(number, { focus = false } = {}) {
    at = Math.min(Math.max(number, 0), steps.length - 1);
    steps.forEach((step, place) => (step.hidden = place !== at));
    back.hidden = at === 0;
    next.hidden = at === steps.length - 1;
    end.hidden = !next.hidden;
    count.textContent = count.dataset.says
      .replace("{number}", at + 1)
      .replace("{of}", steps.length)
      .replace("{name}", steps[at].dataset.step);
    recall();
    if (!focus) return;
    form.scrollIntoView({ block: "start" });
    const fields = steps[at].querySelectorAll("input:not([type=hidden]), textarea, select");
    [...fields].find((field) => field.offsetParent)?.focus({ preventScroll: true });
  }

  // what was written on the steps before is in sight where it is needed
  function recall() {
    const written = (name) => form.elements[name]?.value.trim() ?? "";
    said.textContent = `“${written(said.dataset.of)}”`;
    said.hidden = at === 0 || !written(said.dataset.of);
    for (const line of form.querySelectorAll("[data-words-of]")) {
      const text = written(line.dataset.wordsOf);
      line.querySelector("dd").textContent = text;
      line.hidden = !text;
    }
  }

  // a field that is named from elsewhere – by the list of what is wrong – comes into sight
  function reveal(id) {
    const place = steps.findIndex((step) => id && step.querySelector(`#${CSS.escape(id)}`));
    if (place >= 0) show(place);
  }

  // what must be written is written where it is asked for
  function onwards() {
    const asked = [...steps[at].querySelectorAll("[required]")].filter((field) => field.offsetParent);
    const empty = asked.find((field) => !field.checkValidity());
    if (empty) empty.reportValidity();
    else show(at + 1, { focus: true });
  }

  back.addEventListener("click", () => show(at - 1, { focus: true }));
  next.addEventListener("click", onwards);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || at === steps.length - 1) return;
    event.preventDefault();
    onwards();
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) reveal(link.hash.slice(1));
  });
  const wrong = steps.findIndex((step) => step.querySelector(".form-error"));
  show(wrong);
}

if (form) start();
