// What scripts say, in the language of the page.
const source = document.getElementById("ui-words");

export const words = source ? JSON.parse(source.textContent) : {};

export const say = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export const clock = (moment) =>
  moment.toLocaleTimeString(words.locale, { hour: "2-digit", minute: "2-digit" });

export const dayAndClock = (moment) => {
  const isToday = moment.toDateString() === new Date().toDateString();
  if (isToday) return say(words.todayAt, { time: clock(moment) });
  return moment.toLocaleString(words.locale, { dateStyle: "long", timeStyle: "short" });
};

export const csrfToken = () => document.querySelector("meta[name='csrf-token']").content;
