// The page is laid out for paper: the button asks the browser to print it.
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
