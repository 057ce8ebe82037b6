// Keeps what is typed in a form: shortly after the last keystroke, at the latest some seconds after
// the first, on leaving a field, and as soon as the server can be reached again. Until the server has
// confirmed that it has the text, the browser keeps a copy. The server keeps a draft: the form is sent
// by its button. The form of an entry is saved automatically (entry-saving.js).
import { fieldsOf, areEqual } from "./fields.js";
import { timeOf, withValues } from "./status.js";

const QUIET = 2500; // milliseconds after the last keystroke
const LONGEST = 6000; // after the first one that is not saved: with a slow answer, within ten seconds
const PAUSE = 400; // after a keystroke, until both changes of a text are taken over
const AGAIN = 2000; // between two tries while the server cannot be reached

export class Saving {
  constructor({ form, connection, copies, status, host, words, ending }) {
    Object.assign(this, { form, connection, copies, status, host, words });
    ending.addEventListener("abort", () => { this.hasGone = true; clearTimeout(this.timer); });
    const isUnsaved = "unsaved" in form.elements.keep.dataset;
    this.saved = isUnsaved ? null : fieldsOf(form); // what the object of the form has
    this.confirmed = this.saved; // what the server has, saved or as a draft
    this.running = null;
    this.since = null; // when the first change was made that the server does not have
    this.isKept = true;
    this.isMerging = false; // both changes are to be taken over at the next pause
    this.last = "";
    this.lastAt = 0;
  }

  get isChanged() {
    return !this.isSame(this.confirmed);
  }

  /** Whether leaving would leave something unsaved. */
  get isUnsaved() {
    return !this.isSame(this.saved);
  }

  isSame(fields) {
    return fields !== null && JSON.stringify(fieldsOf(this.form)) === JSON.stringify(fields);
  }

  get isEmpty() {
    return false;
  }

  changed() {
    if (!this.isChanged) return this.settle();
    this.since ??= Date.now();
    this.keep();
    if (this.isEmpty) return this.status.say("waiting", this.words.sayEmpty);
    if (!this.running && !this.last) this.status.say(this.isKept ? "waiting" : "risky", this.isKept ? this.words.sayWaiting : this.words.sayNoCopy);
    this.soon(this.isMerging ? PAUSE : QUIET);
  }

  keep() {
    this.isKept = this.copies.keep({
      fields: fieldsOf(this.form),
      based_on: this.form.elements.based_on?.value,
      base: this.form.elements.base?.value,
      title: document.title.split(" · ")[0].trim(),
    });
  }

  // The changes were undone: the form equals what the server has.
  settle() {
    clearTimeout(this.timer);
    this.since = null;
    if (this.running) return;
    this.copies.forget();
    if (this.status.line.dataset.state !== "saved") this.sayNothingNew();
  }

  sayNothingNew() {
    if (this.isUnsaved) this.status.say("waiting", this.words.sayWaiting);
    else this.status.say("saved", this.words.sayNothing);
  }

  soon(delay) {
    clearTimeout(this.timer);
    if (this.running || this.hasGone || this.host.isGoing || !this.isChanged || this.isEmpty) return;
    const now = Date.now();
    const wanted = Math.min(now + delay, (this.since ?? now) + LONGEST);
    const at = this.last === "unreachable" ? this.lastAt + AGAIN : wanted;
    this.timer = setTimeout(() => this.save(), Math.max(at - now, 0));
  }

  // Whether the form can be sent without a save before it: a copy is kept, and no request is running
  // that could reach the server after the form.
  get canBeSent() {
    clearTimeout(this.timer);
    if (this.running || !this.host.sendsItself || !navigator.onLine) return false;
    if (this.isChanged) this.keep();
    return this.isKept;
  }

  // Resolves to the result: "done" when nothing is left to save. One request at a time: an earlier one
  // must not reach the server after a later one, nor after the form itself.
  async save() {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (!this.isChanged) return "done";
    if (this.isEmpty) return "empty";
    const began = Date.now();
    this.running = this.attempt();
    const kind = await this.running;
    this.running = null;
    this.lastAt = Date.now();
    this.since = this.isChanged ? (kind === "done" ? began : this.lastAt) : null;
    if (kind === "merged") this.soon(this.isMerging ? PAUSE : 0);
    else if (kind === "done" || kind === "unreachable" || !this.isSame(this.sent)) this.soon(QUIET);
    return kind;
  }

  async attempt() {
    const sent = fieldsOf(this.form);
    this.sent = sent;
    this.status.say("saving", this.words.saySaving);
    const own = ["based_on", "base", "keep", "session"].filter((name) => this.form.elements[name]).map((name) => [name, this.form.elements[name].value]);
    const { kind: answered, said } = await this.post([...sent, ...own]);
    const kind = this.conclude(answered, sent, said);
    if (kind === "done") this.accept(sent, said);
    else if (kind !== "merged") this.explain(kind, said);
    return kind;
  }

  // The form of an entry merges what someone else saved.
  conclude(kind) {
    return kind;
  }

  // A form that equals what was loaded has no draft.
  post(fields) {
    return this.connection.post(this.words.address, this.isUnsaved ? fields : [...fields, ["drop", "1"]]);
  }

  accept(sent, said) {
    this.confirmed = sent;
    this.isMerging = false;
    this.last = "";
    if (!this.isChanged) this.copies.forget();
    this.sayDone(said);
  }

  sayDone() {
    if (this.isUnsaved) this.status.say("kept", withValues(this.words.sayDraft, { time: timeOf(Date.now()) }));
    else this.status.say("saved", this.words.sayNothing);
  }

  explain(kind, said) {
    this.last = kind;
    this.keep();
    const kept = said.kept ? this.words.sayKeptThere : this.isKept ? this.words.sayKeptHere : this.words.sayNoCopy;
    const reason = { "signed-out": this.words.saySignedOut, "other-person": this.words.sayOther, unreachable: this.words.sayOffline }[kind];
    this.status.say("failed", [this.words.sayFailed, reason || said.message || this.words.sayRefused, kept].join(" "), ...this.help(kind, said));
  }

  help(kind) {
    return kind === "signed-out" || kind === "other-person" ? [this.signInLink()] : [];
  }

  signInLink() {
    const { pathname, search } = new URL(this.form.elements.keep.value, location.href);
    const here = encodeURIComponent(pathname + search);
    const link = linkTo(`${this.words.signIn}?next=${here}`, this.words.saySignIn);
    link.addEventListener("click", () => {
      this.copies.resumeAfterSignIn();
      this.host.isGoing = true; // it leaves with the text unsaved: it is what helps
    });
    return link;
  }

  // Returns whether a copy equals what the server has shown.
  isKnown(fields) {
    return this.confirmed !== null && areEqual(fields, this.confirmed);
  }
}

function linkTo(address, words) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = words;
  link.dataset.goes = "";
  return link;
}
