// Offers text that this browser keeps and that was not saved, for example after a crash.
import { focusField } from "../rich-text/editor.js";
import { timeOf, withValues } from "./status.js";
import { wordsOf } from "./text.js";

const BEGINNING = 240; // characters of the text that are shown

export class Offer {
  constructor({ form, host, copies, saving, status, words, ending }) {
    Object.assign(this, { form, host, copies, saving, status, words });
    this.box = document.getElementById("keeping-offer").content.firstElementChild.cloneNode(true);
    ending.addEventListener("abort", () => this.box.remove());
    this.queue = Promise.resolve();
  }

  begin() {
    const resumed = this.copies.takeResumed();
    if (resumed && !this.saving.isKnown(resumed.fields)) return this.restore(resumed);
    this.copies.eachLeftBehind((key, copy) => {
      this.queue = this.queue.then(() => this.show(key, copy));
      return this.queue;
    });
  }

  // Resolves when the user has decided.
  show(key, copy) {
    if (this.saving.isKnown(copy.fields)) return this.copies.forget(key);
    const text = wordsOf(this.form, copy.fields);
    this.part("title").textContent = withValues(this.words.sayOffer, { time: timeOf(copy.at) });
    this.part("text").textContent = text.length > BEGINNING ? `${text.slice(0, BEGINNING)} …` : text || this.words.sayNoText;
    this.form.before(this.box);
    this.box.hidden = false;
    for (let node = this.form.closest("details"); node; node = node.parentElement.closest("details")) node.open = true;
    document.querySelectorAll(`[data-draft="${CSS.escape(copy.session)}"]`).forEach((same) => same.remove());
    this.status.speak(this.part("title").textContent);
    return new Promise((decided) => {
      this.part("take").onclick = () => this.restore(copy);
      this.part("drop").onclick = () => {
        this.copies.forget(key);
        this.box.hidden = true;
        this.status.speak(this.words.sayDropped);
        focusField(this.form.elements.text ?? this.form.querySelector("textarea"));
        decided();
      };
    });
  }

  part(name) {
    return this.box.querySelector(`[data-offer-${name}]`);
  }

  // The server renders the form with the kept fields, so that it has all rows. The fields name the
  // revision they are based on: the server reports a newer one.
  restore({ fields, based_on, base, session }) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = this.form.action;
    form.hidden = true;
    const { csrfmiddlewaretoken, keep } = this.form.elements;
    const own = [["csrfmiddlewaretoken", csrfmiddlewaretoken.value], ["keep", keep.value], ["session", session], ["restore", "1"]];
    if (based_on !== undefined) own.push(["based_on", based_on]);
    if (base) own.push(["base", base]);
    for (const [name, value] of [...fields, ...own]) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    this.host.isGoing = true;
    form.submit();
  }
}
