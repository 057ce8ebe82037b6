// The toolbar of an editor: buttons with words, one stop of the Tab key, the state of what is at the
// cursor; below it what belongs to a numbered list, a table, a link or a language at the cursor.
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, redo, undo,
} from "../../vendor/prosemirror/prosemirror.js";
import {
  around, byItself, hasMark, indent, insertTable, isHeaderRow, languageAt, linkAt, markerAbove, outdent, removeLink, setLanguage,
  setLink, setNumbering, toggle, toggleHeaderRow, toggleHeading, toggleList, toggleNote, toggleQuotation,
} from "./commands.js";
import { unwrap } from "./paste/links.js";
import { isAddress, schema } from "./schema.js";

const { nodes, marks } = schema;
const inside = (type, attributes = {}) => (state) => {
  const found = around(state, [type]);
  return found !== null && Object.entries(attributes).every(([name, value]) => found.node.attrs[name] === value);
};
const isHeading = (level) => ({ selection: { $from } }) => $from.parent.type === nodes.heading && $from.parent.attrs.level === level;

// What a button does, and whether it is on; a button without a state is no toggle.
const COMMANDS = {
  bold: [toggle(marks.strong), (state) => hasMark(state, marks.strong)],
  italic: [toggle(marks.em), (state) => hasMark(state, marks.em)],
  superscript: [toggle(marks.superscript), (state) => hasMark(state, marks.superscript)],
  subscript: [toggle(marks.subscript), (state) => hasMark(state, marks.subscript)],
  note: [toggleNote, (state) => hasMark(state, marks.note)],
  bullets: [toggleList(nodes.bullet_list), inside(nodes.bullet_list)],
  numbers: [toggleList(nodes.ordered_list), inside(nodes.ordered_list)],
  indent: [indent],
  outdent: [outdent],
  heading: [toggleHeading(4), isHeading(4)],
  subheading: [toggleHeading(5), isHeading(5)],
  quotation: [toggleQuotation, inside(nodes.blockquote)],
  table: [insertTable],
  undo: [undo],
  redo: [redo],
  "row-above": [addRowBefore],
  "row-below": [addRowAfter],
  "row-remove": [deleteRow],
  "column-left": [addColumnBefore],
  "column-right": [addColumnAfter],
  "column-remove": [deleteColumn],
  "header-row": [toggleHeaderRow, (state) => { const table = around(state, [nodes.table]); return table !== null && isHeaderRow(table.node.firstChild); }],
  "table-remove": [deleteTable],
  "link-remove": [removeLink],
};

export class Toolbar {
  constructor(editor) {
    this.editor = editor;
    this.box = editor.element.querySelector("[data-rich-text-tools]");
    this.box.hidden = false;
    this.bars = [...this.box.querySelectorAll("[role=toolbar]")];
    this.panels = Object.fromEntries([...this.box.querySelectorAll("[data-tool-panel]")].map((panel) => [panel.dataset.toolPanel, panel]));
    this.asked = ""; // the panel that was opened by its button
    const { signal } = editor.ending;
    this.bars.forEach((bar) => {
      bar.setAttribute("aria-controls", editor.view.dom.id);
      oneStop(bar, signal);
    });
    // A press leaves the selection in the text as it is.
    this.box.addEventListener("mousedown", (event) => { if (event.target.closest("button")) event.preventDefault(); }, { signal });
    this.box.addEventListener("click", (event) => this.onClick(event), { signal });
    this.box.addEventListener("change", (event) => this.onChange(event), { signal });
    this.box.addEventListener("keydown", (event) => this.onKey(event), { signal });
    this.update();
  }

  onClick(event) {
    const button = event.target.closest("button");
    if (!button) return undefined;
    const { command, opens, closes, more } = button.dataset;
    if (more !== undefined) return this.showMore(button);
    if (button.getAttribute("aria-disabled") === "true") return undefined;
    if (opens) this.toggle(opens);
    else if (closes !== undefined) this.close();
    else if (command === "link-apply") this.applyLink();
    else if (command) this.run(COMMANDS[command][0]);
    if (command === "link-remove") this.close();
    return undefined;
  }

  // The buttons that a short field or a narrow screen does not show at first.
  showMore(button) {
    const isOpen = button.parentNode.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(isOpen));
    button.focus();
  }

  /** @param {boolean} staysHere whether the focus stays in the toolbar, as in one of its fields */
  run(command, staysHere = false) {
    const { view } = this.editor;
    byItself(command)(view.state, view.dispatch, view);
    if (!staysHere) view.focus();
  }

  onChange({ target }) {
    if (target.dataset.set === "numbering") this.run(setNumbering(this.numberingFrom(target.value)), true);
    if (target.dataset.set === "start" && /^\d{1,9}$/.test(target.value)) this.run(setNumbering({ start: Number(target.value) }), true);
    if (target.dataset.set === "language") this.run(setLanguage(target.value), true);
  }

  numberingFrom(value) {
    if (value === "above") return { type: "1", prefix: `${markerAbove(this.editor.view.state).replace(/[.)]$/, "")}.`, suffix: "" };
    const [prefix, type, suffix] = value.split("|");
    return { type, prefix, suffix };
  }

  onKey(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
    // A field of the toolbar is none of the form: Enter does not send it.
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      if (event.target.dataset.set === "address") this.applyLink();
      else event.target.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  openLink() {
    this.asked = "link";
    this.address.value = linkAt(this.editor.view.state)?.href ?? "";
    this.saying("");
    this.update();
    this.address.focus();
    this.address.select();
  }

  get address() {
    return this.panels.link.querySelector("[data-set=address]");
  }

  applyLink() {
    const typed = this.address.value.trim();
    const written = /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(typed) ? `mailto:${typed}` : /^[a-z][\w+.-]*:/i.test(typed) ? typed : `https://${typed.replace(/^\/\//, "")}`;
    const address = unwrap(written);
    if (!typed || !isAddress(address)) return this.saying(this.editor.element.dataset.sayBadAddress);
    this.run(setLink(address));
    return this.close();
  }

  saying(words) {
    const line = this.panels.link.querySelector("[data-link-error]");
    line.textContent = words;
    line.hidden = !words;
    if (words) this.address.setAttribute("aria-invalid", "true");
    else this.address.removeAttribute("aria-invalid");
  }

  toggle(panel) {
    if (this.asked === panel) return this.close();
    if (panel === "link") return this.openLink();
    this.asked = panel;
    this.update();
    return this.panels[panel].querySelector("select, input").focus();
  }

  close() {
    this.asked = "";
    this.update();
    this.editor.view.focus();
  }

  focus() {
    const stop = this.bars[0].querySelector("[tabindex='0']");
    (isShown(stop) ? stop : this.bars[0].querySelector("button")).focus();
  }

  update() {
    const { state } = this.editor.view;
    for (const button of this.box.querySelectorAll("[data-command]")) {
      const [command, isOn] = COMMANDS[button.dataset.command] ?? [];
      if (isOn) button.setAttribute("aria-pressed", String(isOn(state)));
      if (command) button.setAttribute("aria-disabled", String(!command(state)));
    }
    for (const button of this.box.querySelectorAll("[data-opens]")) button.setAttribute("aria-expanded", String(this.asked === button.dataset.opens));
    this.panels.link.hidden = this.asked !== "link";
    this.panels.language.hidden = this.asked !== "language";
    this.panels.table.hidden = !around(state, [nodes.table]);
    this.showNumbering(around(state, [nodes.ordered_list]));
    this.panels.language.querySelector("select").value = languageAt(state);
  }

  showNumbering(list) {
    this.panels.list.hidden = !list;
    if (!list) return;
    const { prefix, type, suffix, start } = list.node.attrs;
    const styles = this.panels.list.querySelector("[data-set=numbering]");
    const value = `${prefix}|${type}|${suffix}`;
    styles.value = value;
    if (styles.value !== value) styles.value = "above";
    const field = this.panels.list.querySelector("[data-set=start]");
    if (document.activeElement !== field) field.value = list.node.firstChild.attrs.value ?? start;
  }

  destroy() {
    this.box.hidden = true;
  }
}

function isShown(button) {
  return button.getClientRects().length > 0;
}

// One stop of the Tab key; arrows, Home and End go from button to button.
function oneStop(bar, signal) {
  const buttons = [...bar.querySelectorAll("button")];
  const go = (at) => {
    buttons.forEach((button, n) => { button.tabIndex = n === at ? 0 : -1; });
    return buttons[at];
  };
  go(0);
  bar.addEventListener("focusin", ({ target }) => { if (buttons.includes(target)) go(buttons.indexOf(target)); }, { signal });
  bar.addEventListener("keydown", (event) => {
    const shown = buttons.filter(isShown);
    const at = shown.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    go(buttons.indexOf(shown[(to + shown.length) % shown.length])).focus();
  }, { signal });
}
