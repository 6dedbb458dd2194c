// The button beside a date opens the browser's own calendar and writes the day into the field.
const pad = (number) => String(number).padStart(2, "0");

export function startDates(scope) {
  for (const wrapper of scope.querySelectorAll("[data-date]")) {
    const button = wrapper.querySelector(".date-open");
    if (!button?.hidden || !HTMLInputElement.prototype.showPicker) continue;
    const text = wrapper.querySelector("input");
    const native = document.createElement("input");
    native.type = "date";
    native.className = "date-native";
    native.tabIndex = -1;
    native.setAttribute("aria-hidden", "true");
    wrapper.append(native);
    button.hidden = text.disabled;
    button.addEventListener("click", () => {
      const found = text.value.match(/^(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})$/);
      native.value = found ? `${found[3]}-${pad(found[2])}-${pad(found[1])}` : "";
      native.showPicker();
    });
    native.addEventListener("change", () => {
      const [year, month, day] = native.value.split("-");
      text.value = year ? `${day}.${month}.${year}` : "";
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.dispatchEvent(new Event("change", { bubbles: true }));
      text.focus();
    });
  }
}
