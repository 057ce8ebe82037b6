// The editor of long texts: replaces the text area in each [data-rich-text], and writes its content
// into the field NAME-html. Without this script the text area is used.
import { closeHistory, EditorState, EditorView, gapCursor, history, tableEditing, TextSelection } from "../../vendor/prosemirror/prosemirror.js";
import { clipboardProps } from "./clipboard.js";
import { keyPlugins } from "./keys.js";
import { NumberedList } from "./markers.js";
import { Offers } from "./offers.js";
import { changesOf } from "./changes.js";
import { fromHtml } from "./parse.js";
import { toHtml } from "./serialize.js";
import { Toolbar } from "./toolbar.js";

const mounted = new WeakMap(); // element → editor
const SHORT = 6; // rows of a field whose toolbar shows a few buttons at first
let count = 0; // of text areas without an id

class Editor {
  constructor(element) {
    this.element = element;
    this.area = element.querySelector("textarea");
    this.name = this.area.id || `rich-text-${(count += 1)}`;
    [this.label] = this.area.labels;
    this.field = element.querySelector("input[type=hidden][name$='-html']");
    this.help = element.querySelector("[data-rich-text-help]");
    this.help.id = `${this.name}_keys`;
    this.help.hidden = false;
    this.replaced = [...element.querySelectorAll("textarea, [data-rich-text-current], [data-rich-text-replace]")];
    this.place = document.createElement("div");
    this.place.className = "rich-text-place";
    this.area.before(this.place);
    element.classList.toggle("is-short", this.area.rows <= SHORT);
    this.ending = new AbortController();
    const cursor = this.cursorInArea();
    this.takeOver();
    this.view = this.newView();
    this.offers = new Offers(this);
    this.toolbar = new Toolbar(this);
    this.mirrorState();
    this.listen();
    this.takeTyped(cursor !== null);
    if (cursor) this.takeCursor(cursor);
  }

  // While somebody writes in the text area: how many characters come after the two ends of what is
  // selected there; otherwise null. Line ends are not counted: here they are no characters.
  cursorInArea() {
    if (document.activeElement !== this.area) return null;
    const { value, selectionStart, selectionEnd } = this.area;
    return [selectionStart, selectionEnd].map((place) => value.slice(place).replaceAll("\n", "").length);
  }

  // Keeps the cursor at the same place. Otherwise the next keystroke would be lost with the text area.
  takeCursor(after) {
    const { doc, tr } = this.view.state;
    const [anchor, head] = after.map((count) => placeBefore(doc, count));
    this.view.focus();
    this.view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))));
  }

  // Text that was typed into the text area before this script had loaded replaces a plain text and
  // follows a formatted one. The form then counts as unsaved.
  takeTyped(goesOn) {
    const typed = this.area.value;
    if (typed === this.area.defaultValue || !typed.trim()) return;
    const { tr, doc } = this.view.state;
    const start = this.wasDisabled ? 0 : doc.content.size;
    this.view.dispatch(tr.replaceWith(start, doc.content.size, fromHtml(htmlOf(goesOn ? typed.trimStart() : typed.trim())).content));
  }

  // The text area and its fields are no longer sent.
  takeOver() {
    this.wasDisabled = this.field.disabled;
    this.field.disabled = false;
    this.showReplaced(false);
  }

  showReplaced(isShown) {
    for (const node of this.replaced) {
      node.hidden = !isShown;
      for (const control of [node, ...node.querySelectorAll("input")]) if ("disabled" in control) control.disabled = !isShown;
    }
  }

  newView() {
    const doc = fromHtml(this.field.value);
    this.stored = { html: toHtml(doc), value: this.field.value };
    this.keys = keyPlugins({ askForLink: () => this.toolbar.openLink(), goToToolbar: () => this.toolbar.focus() });
    const { handleDOMEvents, ...clipboard } = clipboardProps(this.element.lang || document.documentElement.lang, (words) => this.offers.tell(words), this.element.dataset);
    return new EditorView({ mount: this.place }, {
      state: this.stateOf(doc),
      attributes: { role: "textbox", "aria-multiline": "true", id: `${this.name}_editor`, class: "rich-text-editor prose" },
      nodeViews: { ordered_list: (node) => new NumberedList(node) },
      handleDOMEvents: {
        keydown: (view, event) => {
          readSelection(view);
          return this.keys.watch(event);
        },
        blur: () => { this.keys.stay(); return false; },
        copy: readSelection,
        cut: readSelection,
        paste: (view, event) => readSelection(view) || handleDOMEvents.paste(view, event),
      },
      ...clipboard,
      dispatchTransaction: (transaction) => this.apply(transaction),
    });
  }

  stateOf(doc) {
    return EditorState.create({ doc, plugins: [...this.keys.plugins, history(), gapCursor(), tableEditing()] });
  }

  apply(transaction) {
    if (transaction.getMeta("paste")) closeHistory(transaction); // it is undone by itself
    this.view.updateState(this.view.state.apply(transaction));
    if (transaction.docChanged) this.write();
    this.toolbar?.update();
    if (transaction.docChanged) this.offers?.look();
  }

  // A text that equals that of the server again is written exactly as the server wrote it.
  write() {
    const html = toHtml(this.view.state.doc);
    const value = html === this.stored.html ? this.stored.value : html;
    if (value === this.field.value) return;
    this.field.value = value;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Shows another text, for example after a merge or when an unsaved copy is restored. */
  setHtml(html) {
    const doc = fromHtml(html);
    this.stored = { html: toHtml(doc), value: html };
    this.field.value = html;
    this.view.updateState(this.stateOf(doc));
    this.toolbar.update();
    this.offers.look();
  }

  /** Takes over another version of the text: what differs is replaced, and the cursor stays. */
  mergeHtml(html) {
    const { doc, tr } = this.view.state;
    for (const { from, to, nodes } of changesOf(doc, fromHtml(html)).reverse()) tr.replaceWith(from, to, nodes);
    if (tr.docChanged) this.view.dispatch(tr.setMeta("addToHistory", false));
  }

  // The text area has the name, the help and the errors of the field; scripts set them there.
  mirrorState() {
    const { label } = this;
    if (label) {
      label.id ||= `${this.name}_label`;
      label.htmlFor = this.view.dom.id;
    }
    const legend = label && this.area.closest("fieldset")?.querySelector(":scope > legend");
    if (legend) legend.id ||= `${this.name}_legend`;
    const mirror = () => {
      const { dom } = this.view;
      const isRequired = this.area.required || this.area.getAttribute("aria-required") === "true";
      const attributes = {
        // "Source 2: As stated", where several fields of a form have the same label.
        "aria-labelledby": [legend?.id, label?.id].filter(Boolean).join(" "),
        "aria-label": label ? null : this.area.getAttribute("aria-label"),
        "aria-describedby": [this.area.getAttribute("aria-describedby"), this.help.id].filter(Boolean).join(" "),
        "aria-invalid": this.area.getAttribute("aria-invalid"),
        "aria-required": isRequired ? "true" : null,
      };
      for (const [name, value] of Object.entries(attributes)) {
        if (value) dom.setAttribute(name, value);
        else dom.removeAttribute(name);
      }
    };
    mirror();
    const watch = new MutationObserver(mirror);
    watch.observe(this.area, { attributes: true });
    this.ending.signal.addEventListener("abort", () => watch.disconnect());
    label?.addEventListener("click", () => this.focus(), { signal: this.ending.signal });
  }

  listen() {
    const { signal } = this.ending;
    // Other scripts that set the field send this event.
    this.field.addEventListener("change", () => {
      if (this.field.value !== toHtml(this.view.state.doc)) this.setHtml(this.field.value);
    }, { signal });
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (link?.hash === `#${this.area.id}` && link.pathname === location.pathname) {
        event.preventDefault();
        this.focus();
      }
    }, { signal });
  }

  focus() {
    this.view.focus();
    this.view.dom.scrollIntoView({ block: "nearest" });
  }

  /** Whether the text is another one than the server sent. */
  get isChanged() {
    return this.field.value !== this.stored.value;
  }

  /** The number of characters that a reader sees. */
  get length() {
    return [...this.view.state.doc.textContent].length;
  }

  destroy() {
    this.ending.abort();
    this.offers.destroy();
    this.toolbar.destroy();
    this.view.destroy();
    this.place.remove();
    this.help.hidden = true;
    this.showReplaced(true);
    this.field.disabled = this.wasDisabled && this.field.value === this.stored.value;
    if (this.label) this.label.htmlFor = this.area.id;
    mounted.delete(this.element);
  }
}

// Literal text: an empty line begins a paragraph.
function htmlOf(typed) {
  const holder = document.createElement("p");
  holder.textContent = typed;
  return `<p>${holder.innerHTML.replace(/\n{2,}/g, "</p><p>").replace(/\n/g, "<br>")}</p>`;
}

// The place in a document that has so many characters after it.
function placeBefore(doc, count) {
  if (!count) return doc.content.size;
  let left = doc.textContent.length - count;
  let place = 0;
  doc.descendants((node, start) => {
    if (!node.isText || left < 0) return;
    place = start + Math.min(left, node.text.length);
    left -= node.text.length;
  });
  return place;
}

// After fast keystrokes the library may not have read the selection of the browser yet.
function readSelection(view) {
  if (!view.composing) view.domObserver.flush();
  return false;
}

/** Makes an editor of an element [data-rich-text], once. */
export function mount(element) {
  if (!mounted.has(element) && element.querySelector("textarea")) mounted.set(element, new Editor(element));
  return mounted.get(element);
}

/** Stops the editor of an element that is removed from the page. */
export function unmount(element) {
  mounted.get(element)?.destroy();
}

/** The editor that replaces a text area, or null. */
export function editorOf(area) {
  return mounted.get(area?.closest("[data-rich-text]")) ?? null;
}

/** Moves the focus to a field, or to its editor if it has one. */
export function focusField(field) {
  (editorOf(field) ?? field)?.focus();
}

/** Makes the editors of all texts in a part of the page. */
export function mountAll(root = document) {
  if (root.matches?.("[data-rich-text]")) mount(root);
  root.querySelectorAll("[data-rich-text]").forEach(mount);
}

document.addEventListener("htmx:load", ({ detail }) => mountAll(detail.elt));
// htmx sends this event also for a form that it moves within the page; its editor is kept.
document.addEventListener("htmx:beforeCleanupElement", ({ detail }) => {
  if (mounted.has(detail.elt)) setTimeout(() => { if (!detail.elt.isConnected) unmount(detail.elt); });
});
mountAll();
