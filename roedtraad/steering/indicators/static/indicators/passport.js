// Only what the chosen kind asks for is shown; what holds something, or a fault, is never hidden.
const RATIO = ["number", "percentage"];
const COUNTED = [...RATIO, "register"];
const KINDS = {
  numerator_text: RATIO,
  denominator_text: RATIO,
  measured_in: ["number"],
  direction: [...COUNTED, "evidence"],
  decimals: COUNTED,
  register_measure: ["register"],
  rubric: ["evidence"],
  is_cumulative: COUNTED,
  over_time: COUNTED,
  over_units: COUNTED,
  lowest: COUNTED,
  highest: COUNTED,
  largest_jump: COUNTED,
};

const form = document.querySelector("form[data-passport]");
const kind = form.elements.kind;
const measure = form.elements.register_measure;

const fieldsOf = (name) =>
  [...form.elements].filter((each) => each.name === name || each.name.startsWith(`${name}-`));
const isWritten = (each) => /^(text|textarea)$/.test(each.type) && each.value.trim() !== "";

function show(fields, isAsked) {
  const group = fields[0]?.closest(".form-group");
  if (group) group.hidden = !isAsked && !fields.some(isWritten) && !group.querySelector(".form-error-message");
}

function look() {
  for (const [name, kinds] of Object.entries(KINDS)) show(fieldsOf(name), kinds.includes(kind.value));
  for (const each of form.elements) {
    if (!each.name.startsWith("param-")) continue;
    show([each], kind.value === "register" && each.name.startsWith(`param-${measure.value}-`));
  }
}

form.addEventListener("change", look);
form.addEventListener("draft-restored", look);
look();
