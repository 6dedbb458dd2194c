// The table of measurements to enter: keys move, a column can be pasted, an odd value is asked about.
import { numberIn, shareOf, tell } from "./share.js";

const form = document.querySelector("form[data-entry]");

const cellsOf = (row) => [...row.querySelectorAll("[data-cell]")];
const rows = () => [...form.querySelectorAll("tr.entry-row")];

function move(field, down, across = 0) {
  const row = field.closest("tr");
  const all = rows();
  const place = cellsOf(row).indexOf(field);
  const next = all[all.indexOf(row) + down];
  if (!next) return false;
  const cells = cellsOf(next);
  const isNote = "note" in field.dataset;
  const target = isNote ? cells.at(-1) : cells[Math.min(Math.max(place + across, 0), cells.length - 1)];
  target.focus();
  target.select?.();
  return true;
}

function sideways(field, step) {
  const all = [...form.querySelectorAll("[data-cell]")];
  const target = all[all.indexOf(field) + step];
  target?.focus();
  target?.select?.();
}

function atEdge(field, step) {
  if (field.tagName === "SELECT") return false;
  const { selectionStart: start, selectionEnd: end, value } = field;
  if (start === 0 && end === value.length) return true;
  return start === end && (step < 0 ? start === 0 : end === value.length);
}

function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  const field = event.target.closest("[data-cell]");
  if (!field || event.altKey || event.ctrlKey || event.metaKey) return;
  const isSelect = field.tagName === "SELECT";
  if (event.key === "Enter") {
    event.preventDefault();
    if (!move(field, event.shiftKey ? -1 : 1) && !event.shiftKey) form.querySelector("[type=submit]").focus();
  } else if (event.key === "ArrowDown" && !isSelect) {
    if (move(field, 1)) event.preventDefault();
  } else if (event.key === "ArrowUp" && !isSelect) {
    if (move(field, -1)) event.preventDefault();
  } else if (event.key === "ArrowRight" && atEdge(field, 1)) {
    event.preventDefault();
    sideways(field, 1);
  } else if (event.key === "ArrowLeft" && atEdge(field, -1)) {
    event.preventDefault();
    sideways(field, -1);
  } else if (event.key === "Escape") {
    event.preventDefault();
    takeBack(field.closest("tr"));
    field.select?.();
  }
}

function takeBack(row) {
  for (const field of row.querySelectorAll("input, select")) {
    if (field.type === "checkbox") field.checked = field.defaultChecked;
    else if (field.tagName === "SELECT") {
      for (const option of field.options) option.selected = option.defaultSelected;
    } else field.value = field.defaultValue;
  }
  look(row);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function onPaste(event) {
  const field = event.target.closest("[data-cell]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!field || !/[\n\t]/.test(text.trimEnd())) return;
  event.preventDefault();
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
  const all = rows();
  const first = all.indexOf(field.closest("tr"));
  const column = cellsOf(all[first]).indexOf(field);
  let filled = 0;
  lines.forEach((line, down) => {
    const row = all[first + down];
    if (!row) return;
    const cells = cellsOf(row);
    line.forEach((value, across) => {
      const cell = cells[column + across];
      if (!cell || !put(cell, value.trim())) return;
      filled += 1;
    });
    look(row);
  });
  form.querySelector("[data-entry-status]").textContent = form.dataset.sayPasted.replace("{number}", filled);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function put(cell, value) {
  if (cell.tagName !== "SELECT") {
    cell.value = value;
    return value !== "";
  }
  const wanted = value.toLowerCase();
  const found = [...cell.options].find((option) => {
    const words = option.textContent.toLowerCase();
    return option.value && (words === wanted || option.value === wanted || words.startsWith(`${wanted} `));
  });
  if (found) cell.value = found.value;
  return Boolean(found);
}

// What a row's numbers say: the share, an odd value, whether it is a correction.
function look(row) {
  const fields = row.querySelector(".entry-fields");
  const [above, below] = ["numerator", "denominator"].map((name) => fields.querySelector(`[data-${name}]`));
  const output = fields.querySelector("output");
  let value = above ? null : numberIn(fields.querySelector("[data-cell]").value ?? "");
  if (above) {
    value = shareOf(above, below, output.dataset.times);
    tell(output, value, output.dataset.unit);
  }
  ask(fields, value);
  const isChanged = [...row.querySelectorAll("input, select")].some(
    (field) => !field.name.startsWith("r-") && !field.name.startsWith("ok-") && differs(field),
  );
  row.querySelector(".entry-reason")?.classList.toggle("is-changed", isChanged);
}

function differs(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") {
    const before = [...field.options].find((option) => option.defaultSelected)?.value ?? "";
    return field.value !== before;
  }
  return field.value !== field.defaultValue;
}

function ask(fields, value) {
  const question = fields.querySelector(".entry-ask");
  nameWhatIsKept(fields, question.querySelector("input"));
  if (!("low" in fields.dataset)) return;
  const isLow = value !== null && value < Number(fields.dataset.low);
  const isHigh = value !== null && value > Number(fields.dataset.high);
  const box = question.querySelector("input");
  question.hidden = !(isLow || isHigh || (box.checked && box.defaultChecked));
  if (question.hidden) box.checked = false;
  question.querySelector("[data-ask]").textContent = isLow ? form.dataset.sayLow : isHigh ? form.dataset.sayHigh : "";
}

// Who says "save anyway" says so of these figures: others are asked about anew.
function nameWhatIsKept(fields, box) {
  const typed = [...fields.querySelectorAll("input[data-cell]")].map((field) => field.value.trim());
  const figures = typed.filter(Boolean).join("/");
  if (box.value === figures) return;
  box.value = figures;
  box.checked = false;
}

function addZero(row) {
  const field = row.querySelector("input[data-cell]:not([data-note])");
  const not = row.querySelector(".entry-not");
  if (!field || !not) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "entry-zero";
  button.textContent = "0";
  button.tabIndex = -1;
  button.setAttribute("aria-label", `0: ${field.getAttribute("aria-label")}`);
  button.addEventListener("click", () => {
    field.value = "0";
    not.querySelector("input").checked = false;
    look(row);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  not.before(button);
}

if (form) {
  form.classList.add("entry-scripted");
  form.addEventListener("keydown", onKey);
  form.addEventListener("paste", onPaste);
  form.addEventListener("input", (event) => event.target.closest("tr") && look(event.target.closest("tr")));
  form.addEventListener("change", (event) => event.target.closest("tr") && look(event.target.closest("tr")));
  form.addEventListener("draft-restored", () => rows().forEach(look));
  form.addEventListener("focusin", (event) => event.target.matches?.("input[data-cell]") && event.target.select());
  for (const row of rows()) {
    addZero(row);
    look(row);
  }
  document.getElementById("wrong")?.focus();
}
