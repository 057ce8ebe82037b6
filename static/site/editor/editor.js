// The form of an entry: saves itself, keeps a copy in this browser until the server has confirmed,
// gives the copy back after a crash, a lost line or an expired session, and shows who else is here.
// Without it the form works as it stands.
import { LocalCopy } from "./local-copy.js";
import { attachPreview, attachToolbar } from "./toolbar.js";

const QUIET = 2500; // milliseconds after the last keystroke
const AGAIN = 8000; // until the next try when the line is lost
const PRESENCE = 20000;

class Editor {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.status = form.querySelector("[data-status]");
    this.copy = new LocalCopy(this.words.key);
    this.confirmed = "unsaved" in this.words ? null : this.snapshot();
    this.saving = null;
    this.timer = 0;
    this.leaving = false;
    this.offerCopy();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("focusout", () => this.saveSoon(0));
    form.addEventListener("submit", () => { this.leaving = true; this.copy.keep(this.fields()); });
    window.addEventListener("online", () => this.saveSoon(0));
    document.addEventListener("visibilitychange", () => document.hidden && this.saveSoon(0));
    window.addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.isChanged()) event.preventDefault();
    });
    if (this.words.presence) this.watch();
    if (this.confirmed === null) this.changed();
  }

  fields() {
    const skip = new Set(["csrfmiddlewaretoken", "based_on", "session"]);
    return [...new FormData(this.form)].filter(([name, value]) => !skip.has(name) && typeof value === "string");
  }

  snapshot() {
    return JSON.stringify(this.fields());
  }

  isChanged() {
    return this.snapshot() !== this.confirmed;
  }

  changed() {
    if (!this.isChanged()) return;
    const kept = this.copy.keep(this.fields());
    this.say("waiting", kept ? this.words.sayWaiting : this.words.sayNoCopy);
    this.saveSoon(QUIET);
  }

  saveSoon(delay) {
    clearTimeout(this.timer);
    if (this.isChanged()) this.timer = setTimeout(() => this.save(), delay);
  }

  async save() {
    if (this.saving) return this.saveSoon(500);
    if (!this.isChanged()) return;
    const sent = this.snapshot();
    this.say("saving", this.words.saySaving);
    this.saving = this.send();
    try {
      await this.answered(await this.saving, sent);
    } catch (error) {
      console.warn("Not saved:", error.message);
      this.say("failed", this.words.sayOffline);
      this.timer = setTimeout(() => this.save(), AGAIN);
    } finally {
      this.saving = null;
    }
  }

  send() {
    const body = new FormData(this.form);
    return fetch(this.words.autosave, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
  }

  async answered(answer, sent) {
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      return this.say("failed", this.words.saySignedOut, this.words.signIn);
    }
    const said = await answer.json();
    if (answer.ok) return this.accepted(said, sent);
    this.say("failed", said.message || this.words.sayRefused);
  }

  accepted(said, sent) {
    this.confirmed = sent;
    this.form.elements.based_on.value = said.revision;
    if (said.autosave) {
      this.words.autosave = said.autosave;
      this.form.action = said.page;
      history.replaceState(null, "", said.page);
      this.copy.rename(said.key);
      this.words.presence = said.presence;
    }
    if (this.isChanged()) this.saveSoon(QUIET);
    else this.copy.forget();
    this.say("saved", `${this.words.saySaved} ${said.at}`, null, said.warnings);
  }

  say(state, words, link, warnings = []) {
    this.status.dataset.state = state;
    this.status.textContent = [words, ...warnings].join(" ");
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.textContent = this.words.saySignIn;
      this.status.append(" ", anchor);
      anchor.addEventListener("click", () => { this.leaving = true; });
    }
  }

  offerCopy() {
    const held = this.copy.read();
    if (this.confirmed === null) return;
    if (!held || JSON.stringify(held.fields) === this.confirmed) return this.copy.forget();
    const offer = this.form.querySelector("[data-offer]");
    offer.hidden = false;
    offer.querySelector("[data-offer-when]").textContent = new Date(held.at).toLocaleString(document.documentElement.lang);
    offer.querySelector("[data-offer-text]").textContent = (held.fields.find(([name]) => name === "text") || ["", ""])[1];
    offer.querySelector("[data-take]").addEventListener("click", () => this.restore(held.fields));
    offer.querySelector("[data-drop]").addEventListener("click", () => {
      this.copy.forget();
      offer.hidden = true;
    });
  }

  // The server lays the form out again with the kept fields, so that every row has its place.
  restore(fields) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = this.form.action;
    const own = ["csrfmiddlewaretoken", "based_on", "session"].map((name) => [name, this.form.elements[name].value]);
    for (const [name, value] of [...own, ...fields, ["restore", "1"]]) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    }
    form.hidden = true;
    document.body.append(form);
    this.leaving = true;
    form.submit();
  }

  watch() {
    const others = this.form.querySelector("[data-others]");
    const look = async () => {
      if (document.hidden || !this.words.presence) return;
      const body = new FormData();
      body.set("csrfmiddlewaretoken", this.token());
      try {
        const answer = await fetch(this.words.presence, { method: "POST", body, redirect: "manual" });
        if (answer.ok) others.textContent = (await answer.json()).message;
      } catch (error) {
        console.warn("Who else is here is unknown while offline:", error.message);
      }
    };
    look();
    setInterval(look, PRESENCE);
  }

  token() {
    return this.form.elements.csrfmiddlewaretoken.value;
  }
}

for (const form of document.querySelectorAll("form[data-editor]")) {
  const editor = new Editor(form);
  for (const area of form.querySelectorAll("textarea[data-markdown]")) {
    attachToolbar(area, form.querySelector("[data-toolbar]"));
    attachPreview(area, form.querySelector("[data-preview]"), form.dataset.previewAddress, () => editor.token());
  }
  const limit = form.querySelector("[data-count]");
  if (limit) {
    const area = form.elements.text;
    const count = () => { limit.textContent = `${area.value.length.toLocaleString()} / ${Number(limit.dataset.count).toLocaleString()}`; };
    area.addEventListener("input", count);
    count();
  }
}
