// Saves an entry: the form itself is saved, not a draft of it.
import { fieldsOf } from "./fields.js";
import { sayMerged, takeMerged } from "./merging.js";
import { Saving } from "./saving.js";
import { timeOf, withValues } from "./status.js";

const HTML = "-html"; // ends the name of a field with a long text

export class EntrySaving extends Saving {
  get isUnsaved() {
    return this.isChanged;
  }

  // The form is saved first; the page shows why it could not be saved.
  get canBeSent() {
    return false;
  }

  // A new entry without any long text, also without the reason of an outcome, is not saved.
  get isEmpty() {
    return "isNew" in this.form.dataset && !fieldsOf(this.form).some(([name, value]) => name.endsWith(HTML) && value);
  }

  post(fields) {
    return this.connection.post(this.form.dataset.autosave, fields);
  }

  accept(sent, said) {
    delete this.form.elements.keep.dataset.unsaved;
    this.takeOver(said);
    this.showProblems({});
    this.form.dispatchEvent(new CustomEvent("reviewed", { detail: said.panel }));
    const onRecord = said.fields ?? {}; // the outcomes of plans as they are now
    for (const [name, value] of Object.entries(onRecord)) {
      if (this.form.elements[name]) this.form.elements[name].value = value;
    }
    super.accept(sent.map(([name, value]) => [name, onRecord[name] ?? value]), said);
  }

  sayDone(said) {
    const warnings = said.warnings.length ? withValues(this.words.sayPanel, { count: said.warnings.length }) : "";
    this.status.say("saved", `${this.words.saySaved} ${timeOf(Date.now())}. ${warnings}`.trim());
  }

  // What is on record now; a new entry has become one. What the form was filled with is not needed
  // any more: the portal keeps what this page saved last.
  takeOver(said) {
    this.form.elements.based_on.value = said.revision;
    this.form.elements.base.value = "";
    if (!("isNew" in this.form.dataset)) return;
    delete this.form.dataset.isNew;
    this.form.dataset.autosave = said.autosave;
    this.form.dataset.key = said.key;
    this.form.action = said.page;
    this.form.elements.keep.value = said.page;
    this.copies.moveTo(said.page);
    this.host.becomeEntry(said);
  }

  // Someone else saved. Where nobody must be asked the form takes over both changes, and is saved.
  conclude(kind, sent, said) {
    if (kind !== "conflict" || !said.merge) return kind;
    this.isMerging = !this.isSame(sent);
    if (!this.isMerging) {
      takeMerged(this.form, said.merge);
      sayMerged(this.form, said.merge.message);
    }
    return "merged";
  }

  // A mistake elsewhere does not keep the text from being saved.
  explain(kind, said) {
    if (said.revision) this.takeOver(said);
    this.showProblems(said.errors || {});
    const text = said.revision ? `${this.words.sayTextSaved} ` : "";
    super.explain(kind, { ...said, message: said.message && text + said.message });
  }

  help(kind, said) {
    return kind === "conflict" && !said.closed ? [this.choiceButton()] : super.help(kind, said);
  }

  // Sent as by the button, the form comes back as the page with the passages that both changed.
  choiceButton() {
    const button = document.createElement("button");
    button.className = "button button-quiet";
    button.name = "save";
    button.value = "1";
    button.textContent = this.words.sayChoose;
    return button;
  }

  showProblems(errors) {
    this.form.dispatchEvent(new CustomEvent("problems", { detail: errors }));
  }
}
