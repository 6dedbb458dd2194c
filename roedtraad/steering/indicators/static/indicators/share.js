// The share that two numbers give, said while they are written.
export const numberIn = (text) => {
  const plain = text.replace(/\s/g, "").replace(/%$/, "");
  if (!/^-?[\d.]*,?\d+$/.test(plain)) return null;
  const isThousands = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain);
  return Number((isThousands || plain.includes(",") ? plain.replaceAll(".", "") : plain).replace(",", "."));
};

export function shareOf(above, below, times) {
  const [top, bottom] = [numberIn(above.value), numberIn(below.value)];
  return top !== null && bottom ? (top / bottom) * Number(times) : null;
}

export function tell(output, value, unit) {
  const shown = value?.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  output.textContent = shown ? `= ${shown} ${unit}` : "";
}

for (const output of document.querySelectorAll("output[data-share]")) {
  const [above, below] = [...output.htmlFor].map((id) => document.getElementById(id));
  below.closest(".form-group").append(output);
  const look = () => tell(output, shareOf(above, below, output.dataset.share), output.dataset.unit);
  output.form.addEventListener("input", look);
  output.form.addEventListener("draft-restored", look);
  look();
}
