// The board of a theory: arrows drawn over the boxes, dragging, and the keys. Whatever it does is
// also a plain form on the page, so that nobody needs it.
const SVG = "http://www.w3.org/2000/svg";
const FAR = 6; // pixels before a press becomes a drag
const LINES = { hypothesis: ["2 5", 1.5], literature: ["9 5", 1.5], before_after: ["none", 1.5], comparison: ["none", 3] };

let linking = null; // the box an arrow begins at
let opener = null; // what opened the form beside the board
let ignoreClick = false;

const workshop = () => document.getElementById("workshop");
const board = () => document.querySelector("[data-board]");
const boxes = (scope = board()) => [...scope.querySelectorAll("[data-box]")];
const boxAt = (x, y) => document.elementsFromPoint(x, y).find((each) => each.closest?.("[data-box]"))?.closest("[data-box]");
const link = (box) => box.querySelector("[data-open]");
const address = (name, box) => board().dataset[name].replace("/kasse/0/", `/kasse/${box.dataset.box}/`);
const isWide = () => matchMedia("(min-width: 768px)").matches;

function post(where, values) {
  htmx.ajax("POST", where, { source: document.body, target: "#workshop", swap: "outerHTML", values });
}

function say(text) {
  const place = workshop().querySelector("[data-say]");
  if (place) place.textContent = text;
}

// --- arrows -------------------------------------------------------------------------------------
function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function place(box, layer) {
  const outer = layer.getBoundingClientRect();
  const inner = box.getBoundingClientRect();
  const left = inner.left - outer.left;
  return { left, right: left + inner.width, middle: inner.top - outer.top + Math.min(inner.height / 2, 60) };
}

function curve(from, to) {
  if (to.left >= from.right) {
    const bend = (to.left - from.right) * 0.6;
    return `M${from.right} ${from.middle}C${from.right + bend} ${from.middle} ${to.left - bend} ${to.middle} ${to.left - 2} ${to.middle}`;
  }
  const out = Math.max(from.right, to.right) + 24;
  return `M${from.right} ${from.middle}C${out} ${from.middle} ${out} ${to.middle} ${to.right + 2} ${to.middle}`;
}

function layerOf() {
  let layer = board().querySelector(":scope > svg");
  if (!layer) {
    layer = shape("svg", { class: "board-arrows", "aria-hidden": "true", focusable: "false" });
    const tip = shape("marker", { id: "board-tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" });
    tip.append(shape("path", { d: "M0 0 8 4 0 8z" }));
    const defs = shape("defs", {});
    defs.append(tip);
    layer.append(defs);
    board().append(layer);
  }
  return layer;
}

function draw() {
  if (!board()) return;
  const layer = layerOf();
  for (const old of layer.querySelectorAll(":scope > path")) old.remove();
  for (const each of board().querySelectorAll("[data-arrow]")) {
    const from = document.getElementById(`box-${each.dataset.from}`);
    const to = document.getElementById(`box-${each.dataset.to}`);
    if (!from || !to) continue;
    const [dashes, width] = LINES[each.dataset.evidence] ?? LINES.hypothesis;
    layer.append(shape("path", { d: curve(place(from, layer), place(to, layer)), "stroke-dasharray": dashes, "stroke-width": width, "marker-end": "url(#board-tip)" }));
  }
}

// --- an arrow from box to box -------------------------------------------------------------------
function beginLink(box) {
  endLink();
  linking = box;
  box.classList.add("is-linking");
  board().classList.add("is-choosing");
  say(workshop().dataset.sayChoose);
}

function endLink(words = "") {
  linking?.classList.remove("is-linking");
  board()?.classList.remove("is-choosing");
  linking = null;
  say(words);
}

function connect(from, to) {
  endLink();
  if (from !== to) post(address("connect", from), { to_node: to.dataset.box, direkte: "1" });
}

function dragArrow(event, box) {
  const layer = layerOf();
  const line = shape("path", { class: "is-new", "marker-end": "url(#board-tip)" });
  layer.append(line);
  follow(event, {
    move(now) {
      const outer = layer.getBoundingClientRect();
      const end = { left: now.clientX - outer.left, right: now.clientX - outer.left, middle: now.clientY - outer.top };
      line.setAttribute("d", curve(place(box, layer), end));
    },
    end(now, wasDragged) {
      line.remove();
      const target = wasDragged && now && boxAt(now.clientX, now.clientY);
      if (target && target !== box) connect(box, target);
    },
  });
}

// --- a box to another place ---------------------------------------------------------------------
function target(x, y, box) {
  const columns = [...board().querySelectorAll("[data-kind]")];
  const column = columns.find((each) => {
    const { left, right } = each.getBoundingClientRect();
    return left <= x && x <= right;
  });
  if (!column) return null;
  const before = boxes(column).find((each) => {
    const { top, height } = each.getBoundingClientRect();
    return each !== box && y < top + height / 2;
  });
  return { column, before };
}

function dragBox(event, box) {
  const mark = document.createElement("li");
  mark.className = "drop-mark";
  follow(event, {
    move(now) {
      box.classList.add("is-dragged");
      const found = target(now.clientX, now.clientY, box);
      if (!found) return mark.remove();
      const list = found.column.querySelector(".boxes");
      list.insertBefore(mark, found.before ?? null);
    },
    end(now, wasDragged) {
      mark.remove();
      box.classList.remove("is-dragged");
      const found = wasDragged && now && target(now.clientX, now.clientY, box);
      if (found) post(address("move", box), { kind: found.column.dataset.kind, foer: found.before?.dataset.box ?? "" });
    },
  });
}

function follow(start, { move, end }) {
  let wasDragged = false;
  const moved = (now) => {
    wasDragged ||= Math.hypot(now.clientX - start.clientX, now.clientY - start.clientY) > FAR;
    if (wasDragged) move(now);
  };
  const ended = (now) => {
    for (const [name, listener] of listeners) document.removeEventListener(name, listener);
    ignoreClick = wasDragged;
    if (wasDragged) setTimeout(() => (ignoreClick = false), 50);
    end(now.type === "pointerup" ? now : null, wasDragged);
  };
  const given = (key) => key.key === "Escape" && ended(key);
  const listeners = [["pointermove", moved], ["pointerup", ended], ["pointercancel", ended], ["keydown", given]];
  for (const [name, listener] of listeners) document.addEventListener(name, listener);
}

document.addEventListener("pointerdown", (event) => {
  const box = event.target.closest("[data-board] [data-box]");
  if (!box || event.button !== 0 || event.pointerType === "touch" || !isWide()) return;
  if (event.target.closest("[data-connector]")) {
    event.preventDefault();
    dragArrow(event, box);
  } else if (!event.target.closest("button, input, summary, .box-tools")) {
    dragBox(event, box);
  }
});

document.addEventListener("click", (event) => {
  if (ignoreClick) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  const closer = event.target.closest("[data-close-panel]");
  if (closer) {
    event.preventDefault();
    document.getElementById("panel").replaceChildren();
    if (opener?.isConnected) opener.focus();
    return;
  }
  if (event.target.closest("#workshop [hx-get]")) opener = event.target.closest("[hx-get]");
  const box = event.target.closest("[data-board] [data-box]");
  if (!box) return;
  if (linking) {
    event.preventDefault();
    event.stopPropagation();
    connect(linking, box);
  } else if (event.target.closest("[data-connector]")) {
    beginLink(box);
  }
}, true);

// --- keys ---------------------------------------------------------------------------------------
const WAYS = { ArrowUp: "op", ArrowDown: "ned", ArrowLeft: "venstre", ArrowRight: "hoejre" };

function beside(box, key) {
  const column = box.closest("[data-kind]");
  const there = boxes(column);
  if (key === "ArrowUp" || key === "ArrowDown") return there[there.indexOf(box) + (key === "ArrowUp" ? -1 : 1)];
  const columns = [...board().querySelectorAll("[data-kind]")].filter((each) => boxes(each).length);
  const next = columns[columns.indexOf(column) + (key === "ArrowLeft" ? -1 : 1)];
  if (!next) return undefined;
  const top = box.getBoundingClientRect().top;
  const far = (each) => Math.abs(each.getBoundingClientRect().top - top);
  return boxes(next).sort((a, b) => far(a) - far(b))[0];
}

document.addEventListener("keydown", (event) => {
  if (!board()) return;
  const isWriting = event.target.matches("input, textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isWriting) {
    event.preventDefault();
    document.getElementById("undo-form")?.requestSubmit();
    return;
  }
  if (event.key === "Escape" && linking) return endLink(workshop().dataset.sayEnd);
  const box = event.target.closest("[data-board] [data-box]");
  if (!box || !event.target.matches("[data-open], [data-box], [data-connector]")) return;
  if (event.key in WAYS) {
    event.preventDefault();
    if (event.altKey) post(address("move", box), { retning: WAYS[event.key] });
    else {
      const next = beside(box, event.key);
      if (next) link(next).focus();
    }
  } else if (event.key.toLowerCase() === "l" && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    beginLink(box);
  } else if (event.key === "Enter" && linking && linking !== box) {
    event.preventDefault();
    connect(linking, box);
  }
});

// --- after every answer -------------------------------------------------------------------------
function start() {
  if (!board()) return;
  for (const each of board().querySelectorAll("[data-connector]")) each.hidden = false;
  draw();
}

document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "workshop" && detail.elt?.id !== "workshop") return;
  linking = null;
  start();
  const place = document.getElementById(workshop().dataset.focus ?? "");
  if (!place) return;
  (place.matches("[data-box]") ? link(place) : place).focus({ preventScroll: false });
});
document.addEventListener("toggle", draw, true);
new ResizeObserver(draw).observe(document.body);
start();
