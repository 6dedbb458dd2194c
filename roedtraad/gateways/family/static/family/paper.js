// Prints the paper with the code.
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
