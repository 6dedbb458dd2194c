// Draws <figure data-chart> from the specification beside it. Vega is fetched only where it is used.
let library = null;

const DANISH = {
  number: { decimal: ",", thousands: ".", grouping: [3], currency: ["", " kr."] },
  time: {
    dateTime: "%A den %d. %B %Y %X", date: "%d-%m-%Y", time: "%H:%M:%S", periods: ["", ""],
    days: ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
    shortDays: ["søn", "man", "tir", "ons", "tor", "fre", "lør"],
    months: ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
      "oktober", "november", "december"],
    shortMonths: ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
  },
};

const LOOK = {
  font: "IBM Plex Sans", background: "transparent",
  mark: { color: "#0a5a8a" },
  line: { strokeWidth: 2 }, point: { size: 45, filled: true },
  axis: { labelFontSize: 13, titleFontSize: 13, titleFontWeight: 400, labelColor: "#1a1a1a",
    titleColor: "#5a5a5a", gridColor: "#ececec", domainColor: "#8c8c8c", tickColor: "#8c8c8c", labelAngle: 0 },
  view: { stroke: null }, legend: { labelFontSize: 13, titleFontSize: 13 },
};

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

function vega() {
  library ??= document.body.dataset.vega
    .split(" ")
    .reduce((before, address) => before.then(() => load(address)), Promise.resolve());
  return library;
}

async function draw(figure) {
  const picture = figure.querySelector("[data-chart-picture]");
  const source = figure.querySelector("[data-chart-spec]");
  if (!picture || !source) return;
  await vega();
  const spec = JSON.parse(source.textContent);
  // the title is text of the page, and the picture is as wide as there is room for
  delete spec.title;
  delete spec.background;
  if (spec.facet) {
    // small pictures keep their size: there are as many beside each other as there is room for
    spec.columns = Math.max(1, Math.floor(picture.clientWidth / (spec.spec.width + 60)));
  } else {
    spec.width = "container";
    spec.autosize = { type: "fit-x", contains: "padding" };
    spec.height ??= 240;
  }
  spec.config = { ...LOOK, ...spec.config };
  if (document.documentElement.lang === "da") spec.config.locale = DANISH;
  await window.vegaEmbed(picture, spec, {
    actions: false, renderer: "svg", ast: true, defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  });
  for (const drawing of picture.querySelectorAll("svg")) drawing.setAttribute("aria-hidden", "true");
}

export function startCharts(scope) {
  for (const figure of scope.querySelectorAll("figure[data-chart]")) {
    if (figure.dataset.started) continue;
    figure.dataset.started = "yes";
    draw(figure).catch(() => figure.querySelector("details")?.setAttribute("open", ""));
  }
}
