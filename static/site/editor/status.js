// Shows whether the text is saved. The line is always visible; screen readers announce it only when
// the user must know, and not at each automatic save.

const GRAVE = new Set(["failed", "risky"]);

export class Status {
  constructor(form) {
    if (!form.querySelector("[data-status]")) form.append(document.getElementById("keeping-status").content.cloneNode(true));
    this.line = form.querySelector("[data-status]");
    this.spoken = form.querySelector("[data-spoken]");
    this.before = "";
  }

  // `actions` are links and buttons for the user.
  say(state, words, ...actions) {
    const isNews = GRAVE.has(state) ? this.line.textContent !== words : state === "saved" && this.before !== "saved";
    this.line.hidden = false;
    this.line.dataset.state = state;
    this.line.replaceChildren(words, ...actions.flatMap((action) => [" ", action]));
    if (isNews) this.spoken.textContent = words;
    if (state === "saved" || GRAVE.has(state)) this.before = state;
  }

  speak(words) {
    this.spoken.textContent = words;
  }
}

// The zone in which the server prints times for this person, too.
export function timeOf(moment) {
  const at = new Date(moment);
  const { timeZone, zoneName } = document.documentElement.dataset;
  const dayOf = (date) => date.toLocaleDateString("en", { timeZone });
  const isToday = dayOf(at) === dayOf(new Date());
  const day = isToday ? {} : { day: "numeric", month: "long", year: "numeric" };
  const format = { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone };
  const time = new Intl.DateTimeFormat(document.documentElement.lang, format).format(at);
  return zoneName ? `${time} (${zoneName})` : time;
}

export function withValues(words, values) {
  return words.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);
}
