// A table copied from a document or a web page stays one: it is written into a long text as Markdown.
const BLOCKS = "P, DIV, H1, H2, H3, H4, H5, H6, BLOCKQUOTE, UL, OL";

const tidy = (text) => text.replace(/\s+/g, " ").trim();
const cell = (text) => tidy(text).replaceAll("|", "\\|");

function written(table) {
  const rows = [...table.rows].map((row) =>
    [...row.cells].flatMap((each) => [cell(each.textContent), ...Array(Math.max(0, each.colSpan - 1)).fill("")]),
  );
  const filled = rows.filter((row) => row.some(Boolean));
  const width = Math.max(0, ...filled.map((row) => row.length));
  if (filled.length < 2 || width < 2) return filled.map((row) => row.filter(Boolean).join(" ")).join("\n");
  const lines = filled.map((row) => `| ${Array.from({ length: width }, (_, at) => row[at] ?? "").join(" | ")} |`);
  return [lines[0], `|${" --- |".repeat(width)}`, ...lines.slice(1)].join("\n");
}

function* parts(node) {
  let words = "";
  for (const child of node.childNodes) {
    const isPart = child.matches?.(`table, li, ${BLOCKS}`) || child.querySelector?.("table");
    if (!isPart) {
      if (child.nodeType !== Node.COMMENT_NODE && !child.matches?.("style, script, meta, title")) words += child.textContent;
      continue;
    }
    if (tidy(words)) yield tidy(words);
    words = "";
    if (child.matches("table")) yield written(child);
    else if (child.matches("li")) yield `- ${tidy(child.textContent)}`;
    else yield* parts(child);
  }
  if (tidy(words)) yield tidy(words);
}

export function keepPastedTables() {
  document.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!event.target.matches?.("textarea") || !/<table[\s>]/i.test(html)) return;
    const pasted = new DOMParser().parseFromString(html, "text/html");
    const text = [...parts(pasted.body)].join("\n\n").replace(/\n\n(?=- )/g, "\n");
    event.preventDefault();
    // the browser's own way of writing keeps its undo, and tells drafts that something changed
    document.execCommand("insertText", false, `${event.target.value ? "\n\n" : ""}${text}\n`);
  });
}
