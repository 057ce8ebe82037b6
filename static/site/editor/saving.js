// Saves by itself: a moment after the last keystroke and on leaving a field. Until the server has
// said that it has a text, the browser keeps a copy.
import { fieldsOf, saySame, valueOf } from "./fields.js";
import { timeOf, withValues } from "./status.js";
import { TEXT } from "./text.js";

const QUIET = 2500; // milliseconds after the last keystroke
const AGAIN = [3000, 8000, 20000]; // until the next tries when the line is lost

export class Saving {
  constructor({ form, connection, copies, status, host, ending }) {
    Object.assign(this, { form, connection, copies, status, host, words: form.dataset });
    ending.addEventListener("abort", () => { this.hasGone = true; clearTimeout(this.timer); });
    this.confirmed = "unsaved" in this.words ? null : fieldsOf(form);
    this.running = null;
    this.tries = 0;
    this.isKept = true;
    this.last = "";
  }

  get isChanged() {
    return this.confirmed === null || JSON.stringify(fieldsOf(this.form)) !== JSON.stringify(this.confirmed);
  }

  // A new entry without a word is nothing to save.
  get isEmpty() {
    return "isNew" in this.words && !valueOf(fieldsOf(this.form), TEXT);
  }

  get mustWait() {
    return "stale" in this.words;
  }

  changed() {
    if (!this.isChanged) return this.settle();
    this.keep();
    if (this.isEmpty) return this.status.say("waiting", this.words.sayEmpty);
    if (this.mustWait) return this.status.say("waiting", this.words.sayCompare);
    if (!this.running && !this.last) this.status.say(this.isKept ? "waiting" : "risky", this.isKept ? this.words.sayWaiting : this.words.sayNoCopy);
    this.soon(QUIET);
  }

  keep() {
    this.isKept = this.copies.keep({ fields: fieldsOf(this.form), based_on: this.form.elements.based_on.value });
  }

  // Typed and taken back again: what stands here is what the server has.
  settle() {
    clearTimeout(this.timer);
    if (this.running) return;
    this.copies.forget();
    if (this.status.line.dataset.state !== "saved") this.status.say("saved", this.words.sayNothing);
  }

  soon(delay) {
    clearTimeout(this.timer);
    if (this.hasGone) return;
    if (this.isChanged && !this.isEmpty && !this.mustWait) this.timer = setTimeout(() => this.save(), delay);
  }

  // Resolves to what came of it: "done" when nothing is left to save.
  async save() {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (!this.isChanged) return "done";
    if (this.isEmpty) return "empty";
    this.running = this.attempt();
    const kind = await this.running;
    this.running = null;
    this.afterwards(kind);
    return kind;
  }

  async attempt() {
    const sent = fieldsOf(this.form);
    this.status.say("saving", this.words.saySaving);
    const own = ["based_on", "session"].map((name) => [name, this.form.elements[name].value]);
    const { kind, said } = await this.connection.post(this.words.autosave, [...sent, ...own]);
    if (kind === "done") this.accept(sent, said);
    else this.explain(kind, said);
    return kind;
  }

  accept(sent, said) {
    this.confirmed = sent;
    this.last = "";
    this.tries = 0;
    delete this.words.unsaved;
    delete this.words.stale;
    this.form.elements.based_on.value = said.revision;
    if (said.autosave) this.becomeEntry(said);
    if (!this.isChanged) this.copies.forget();
    this.showProblems({});
    this.form.dispatchEvent(new CustomEvent("reviewed", { detail: said.panel }));
    this.status.say("saved", `${this.words.saySaved} ${timeOf(Date.now())}. ${this.aboutWarnings(said.warnings.length)}`.trim());
  }

  aboutWarnings(count) {
    return count ? withValues(this.words.sayPanel, { count }) : "";
  }

  becomeEntry(said) {
    delete this.words.isNew;
    this.words.autosave = said.autosave;
    this.words.presence = said.presence ?? "";
    this.words.key = said.key;
    this.form.action = said.page;
    this.copies.moveTo(said.key);
    this.host.becomeEntry(said);
  }

  explain(kind, said) {
    this.last = kind;
    this.keep();
    const kept = said.kept ? this.words.sayKeptThere : this.isKept ? this.words.sayKeptHere : this.words.sayNoCopy;
    const reason = { "signed-out": this.words.saySignedOut, "other-person": this.words.sayOther, unreachable: this.words.sayOffline }[kind];
    this.showProblems(said.errors || {});
    this.status.say("failed", [this.words.sayFailed, reason || said.message || this.words.sayRefused, kept].join(" "), ...this.help(kind, said));
  }

  help(kind, said) {
    if (kind === "signed-out" || kind === "other-person") return [this.signInLink()];
    return kind === "conflict" && !said.closed ? [this.compareButton()] : [];
  }

  signInLink() {
    const { pathname, search } = new URL(this.form.action);
    const here = encodeURIComponent(pathname + search);
    const link = linkTo(`${this.words.signIn}?next=${here}`, this.words.saySignIn);
    link.addEventListener("click", () => this.copies.resumeAfterSignIn());
    return link;
  }

  // Sent as by the button, the form comes back beside what the other person saved.
  compareButton() {
    const button = document.createElement("button");
    button.className = "button button-quiet";
    button.name = "save";
    button.value = "1";
    button.textContent = this.words.sayCompareNow;
    return button;
  }

  showProblems(errors) {
    this.form.dispatchEvent(new CustomEvent("problems", { detail: errors }));
  }

  afterwards(kind) {
    if (kind === "done") return this.soon(QUIET);
    if (kind === "unreachable") this.soon(AGAIN[Math.min(this.tries++, AGAIN.length - 1)]);
  }

  // Whether a copy says the same as what the server has shown.
  isKnown(fields) {
    return this.confirmed !== null && saySame(fields, this.confirmed);
  }
}

// A link that leaves with the text unsaved: it is what helps.
function linkTo(address, words) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = words;
  link.dataset.goes = "";
  return link;
}
