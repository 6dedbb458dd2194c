// The family's own pages: reads aloud, and closes by itself so that nobody else sees the page.
const WARN_BEFORE = 120; // seconds
const ASK_ONCE_A = 60;

function readAloud() {
  const button = document.querySelector("[data-read-aloud]");
  if (!button || !("speechSynthesis" in window)) return;
  const { speechSynthesis } = window;
  const start = button.textContent;
  const lang = document.documentElement.lang;
  const done = () => { button.textContent = start; };
  const isSeen = (element) => element.checkVisibility?.() ?? true;
  const blocks = () =>
    [...document.querySelectorAll("main :is(h1, h2, h3, p, li, legend, label, blockquote, .say)")]
      .filter((element) => isSeen(element) && !element.querySelector("h1, h2, h3, p, li, legend, label, blockquote, .say"))
      .map((element) => (element.dataset.say ?? element.textContent).replace(/\s+/g, " ").trim())
      .filter(Boolean);
  button.hidden = false;
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel();
      done();
      return;
    }
    button.textContent = button.dataset.stop;
    const texts = blocks();
    texts.forEach((text, at) => {
      const said = new SpeechSynthesisUtterance(text);
      said.lang = lang;
      said.rate = 0.9;
      if (at === texts.length - 1) said.onend = done;
      speechSynthesis.speak(said);
    });
  });
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
}

function closeByItself() {
  const { unused, longest, stay } = document.body.dataset;
  const dialog = document.getElementById("leaving");
  const leave = document.getElementById("leave");
  if (!unused || !dialog || !leave) return;
  let untilUnused = 0;
  let untilLongest = 0;
  let lastAsked = Date.now();
  const set = (first, second) => {
    untilUnused = Date.now() + Number(first) * 1000;
    untilLongest = Date.now() + Number(second) * 1000;
  };
  set(unused, longest);

  async function stillHere() {
    lastAsked = Date.now();
    const token = leave.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(stay, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return false;
    set(...(await answer.text()).split(" "));
    return true;
  }
  // whoever writes for a long time is there, though the server hears nothing of it
  document.addEventListener("input", () => {
    if (Date.now() - lastAsked > ASK_ONCE_A * 1000) stillHere();
  });
  dialog.querySelector("[data-i-am-here]").addEventListener("click", async () => {
    dialog.close();
    if (!(await stillHere())) leave.submit();
  });

  let toldOfLast = false;
  function look() {
    const left = (until) => (until - Date.now()) / 1000;
    if (Math.min(left(untilUnused), left(untilLongest)) <= 0) {
      leave.submit();
      return;
    }
    const isLast = left(untilLongest) <= WARN_BEFORE && !toldOfLast;
    if (dialog.open || (left(untilUnused) > WARN_BEFORE && !isLast)) return;
    if (!isLast && toldOfLast) return;
    toldOfLast ||= isLast;
    dialog.querySelector("[data-unused-text]").hidden = isLast;
    dialog.querySelector("[data-longest-text]").hidden = !isLast;
    dialog.showModal();
  }
  setInterval(look, 1000);
}

// a page that the browser had kept is asked for anew: the visit may be over
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
readAloud();
closeByItself();
