// The line below the editor: messages about a paste, and changes that the editor offers. An offer
// changes the text only when its button is pressed.
import { byItself } from "./commands.js";
import { dividedWords, joinWords } from "./divided-words.js";
import { makeList, typedList } from "./typed-lists.js";

const QUIET = 600; // milliseconds after the last change
const SHOWN = 12; // words that are shown as joined
const KNOWN_BY = 20; // characters of the first line by which a declined list is known again

export class Offers {
  constructor(editor) {
    this.editor = editor;
    this.words = editor.element.dataset;
    this.line = editor.element.querySelector("[data-rich-text-status]");
    this.line.hidden = false;
    this.declined = new Set();
    this.told = "";
    this.timer = 0;
  }

  /** Shows a message until the next change; the empty string removes it. */
  tell(words) {
    this.told = words;
    this.show();
  }

  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), QUIET);
  }

  show() {
    const parts = [this.told, this.listOffer(), this.wordsOffer(false), this.wordsOffer(true)].filter(Boolean);
    const key = parts.map((part) => part.words ?? part).join("\n");
    if (key === this.shown) return;
    this.shown = key;
    this.line.replaceChildren(...parts.flatMap((part) => (typeof part === "string" ? [part, " "] : this.buttons(part))));
  }

  listOffer() {
    const found = typedList(this.editor.view.state.doc);
    if (!found) return null;
    const key = `list ${found.lines[0].text.slice(0, KNOWN_BY)}`;
    if (this.declined.has(key)) return null;
    const words = this.words.sayMakeList.replace("%(count)s", found.lines.length);
    return { key, words, command: () => makeList(typedList(this.editor.view.state.doc)) };
  }

  // Either words that lose their hyphen or words that keep it.
  wordsOffer(keepsHyphen) {
    const look = () => dividedWords(this.editor.view.state.doc).filter((one) => one.keepsHyphen === keepsHyphen);
    const found = look();
    if (!found.length) return null;
    const key = `words ${found[0].word}`;
    if (this.declined.has(key)) return null;
    const { sayJoinOne, sayJoin, sayKeepOne, sayKeep } = this.words;
    const [one, many] = keepsHyphen ? [sayKeepOne, sayKeep] : [sayJoinOne, sayJoin];
    const shown = found.slice(0, SHOWN).map(({ word }) => word).join(", ") + (found.length > SHOWN ? " …" : "");
    const words = (found.length === 1 ? one : many).replace("%(count)s", found.length).replace("%(words)s", () => shown);
    return { key, words, command: () => joinWords(look()) };
  }

  buttons({ key, words, command }) {
    const { view } = this.editor;
    const take = button(words, () => {
      byItself(command())(view.state, view.dispatch);
      view.focus();
      this.show();
    });
    const leave = button(this.words.sayLeave, () => {
      this.declined.add(key);
      view.focus();
      this.show();
    });
    leave.setAttribute("aria-label", `${this.words.sayLeave}: ${words}`);
    return [take, leave];
  }

  destroy() {
    clearTimeout(this.timer);
    this.line.replaceChildren();
    this.line.hidden = true;
  }
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "plain-button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}
