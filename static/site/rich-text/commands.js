// What the toolbar and the keys do, as ProseMirror's commands: (state, dispatch) => whether it can.
import {
  chainCommands, closeHistory, lift, liftListItem, setBlockType, sinkListItem, splitListItem, TextSelection,
  toggleMark, wrapIn, wrapInList,
} from "../../vendor/prosemirror/prosemirror.js";
import { MAX_NESTING } from "./paste/nodes.js";
import { schema } from "./schema.js";
import { eachMarker } from "./serialize.js";

const { nodes, marks } = schema;

export const LISTS = [nodes.bullet_list, nodes.ordered_list];

/** The innermost node of one of the types around the selection: {node, pos, depth}, or null. */
export function around({ selection: { $from, $to } }, types) {
  for (let depth = $from.sharedDepth($to.pos); depth > 0; depth -= 1) {
    if (types.includes($from.node(depth).type)) return { node: $from.node(depth), pos: $from.before(depth), depth };
  }
  return null;
}

export const isInCell = (state) => around(state, [nodes.table_cell, nodes.table_header]) !== null;

/** Whether a mark is on all of the selection, or on what is typed next. */
export function hasMark(state, type) {
  const { from, to, empty, $from } = state.selection;
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  let holds = true;
  state.doc.nodesBetween(from, to, (node) => { if (node.isText) holds &&= type.isInSet(node.marks) !== undefined; });
  return holds;
}

/** A command whose change is undone by itself, apart from what was typed just before. */
export function byItself(command) {
  return (state, dispatch, view) => command(state, dispatch && ((transaction) => dispatch(closeHistory(transaction))), view);
}

export const toggle = (type) => toggleMark(type, null, { removeWhenPresent: false });

/** Makes a list of the paragraphs, another kind of list of a list, or paragraphs of the same kind. */
export function toggleList(type) {
  return (state, dispatch, view) => {
    const list = around(state, LISTS);
    if (!list) return nestingOf(state.selection.$from) < MAX_NESTING && wrapInList(type)(state, dispatch, view);
    if (list.node.type === type) return liftListItem(nodes.list_item)(state, dispatch, view);
    if (dispatch) {
      const tr = state.tr.setNodeMarkup(list.pos, type, null);
      dispatch(withoutValues(tr, list));
    }
    return true;
  };
}

function withoutValues(tr, { node, pos }) {
  node.forEach((item, offset) => { if (item.attrs.value !== null) tr.setNodeAttribute(pos + 1 + offset, "value", null); });
  return tr;
}

function nestingOf($pos) {
  let levels = 0;
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    if ([...LISTS, nodes.blockquote, nodes.table].includes($pos.node(depth).type)) levels += 1;
  }
  return levels;
}

export function indent(state, dispatch) {
  return nestingOf(state.selection.$from) < MAX_NESTING && sinkListItem(nodes.list_item)(state, dispatch);
}

export const outdent = chainCommands(liftListItem(nodes.list_item), lift);

/** Sets attributes of the numbered list around the selection; items follow on from its start. */
export function setNumbering(attributes) {
  return (state, dispatch) => {
    const list = around(state, [nodes.ordered_list]);
    if (!list) return false;
    if (dispatch) {
      const tr = state.tr.setNodeMarkup(list.pos, null, { ...list.node.attrs, ...attributes });
      const first = list.node.firstChild;
      if ("start" in attributes && first.attrs.value !== null) tr.setNodeAttribute(list.pos + 1, "value", null);
      dispatch(tr);
    }
    return true;
  };
}

/** The marker of the item around the list at the selection, for numbers such as 2.1; else empty. */
export function markerAbove(state) {
  const list = around(state, [nodes.ordered_list]);
  if (!list) return "";
  const $list = state.doc.resolve(list.pos);
  if ($list.depth < 2 || $list.node($list.depth - 1).type !== nodes.ordered_list) return "";
  let found = "";
  eachMarker($list.node($list.depth - 1), (item, marker) => { if (item === $list.parent) found = marker; });
  return found;
}

export function toggleHeading(level) {
  return (state, dispatch) => {
    const { parent } = state.selection.$from;
    const isOn = parent.type === nodes.heading && parent.attrs.level === level;
    return isOn ? setBlockType(nodes.paragraph)(state, dispatch) : setBlockType(nodes.heading, { level })(state, dispatch);
  };
}

/** At the beginning of a heading, Backspace makes a paragraph of it. */
export function headingToParagraph(state, dispatch) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.parent.type !== nodes.heading) return false;
  return setBlockType(nodes.paragraph)(state, dispatch);
}

export function toggleQuotation(state, dispatch) {
  const quotation = around(state, [nodes.blockquote]);
  if (!quotation) return nestingOf(state.selection.$from) < MAX_NESTING && wrapIn(nodes.blockquote)(state, dispatch);
  if (dispatch) dispatch(state.tr.replaceWith(quotation.pos, quotation.pos + quotation.node.nodeSize, quotation.node.content));
  return true;
}

export function insertTable(state, dispatch) {
  if (isInCell(state) || nestingOf(state.selection.$from) >= MAX_NESTING) return false;
  if (dispatch) {
    const row = (cell) => nodes.table_row.create(null, [cell.create(), cell.create()]);
    const table = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
    const { $from } = state.selection;
    const isBlank = $from.parent.isTextblock && !$from.parent.content.size && $from.depth === 1;
    const after = $from.depth ? $from.after() : $from.pos;
    const tr = isBlank ? state.tr.replaceWith($from.before(), after, table) : state.tr.insert(after, table);
    const start = isBlank ? $from.before() : after;
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(start + 3))).scrollIntoView());
  }
  return true;
}

/** Makes the first row of a table a header, or not. */
export function toggleHeaderRow(state, dispatch) {
  const table = around(state, [nodes.table]);
  if (!table) return false;
  if (dispatch) {
    const tr = state.tr;
    const type = isHeaderRow(table.node.firstChild) ? nodes.table_cell : nodes.table_header;
    table.node.firstChild.forEach((_cell, offset) => tr.setNodeMarkup(table.pos + 2 + offset, type));
    dispatch(tr);
  }
  return true;
}

export function isHeaderRow(row) {
  let holds = row.childCount > 0;
  row.forEach((cell) => { holds &&= cell.type === nodes.table_header; });
  return holds;
}

export function insertBreak(state, dispatch) {
  if (dispatch) dispatch(state.tr.replaceSelectionWith(nodes.hard_break.create(), true).scrollIntoView());
  return true;
}

/** In a cell, which has lines and no paragraphs, Enter breaks the line. */
export function breakInCell(state, dispatch) {
  return isInCell(state) && insertBreak(state, dispatch);
}

export const nextItem = splitListItem(nodes.list_item, { value: null });

/** Begins a paragraph after the table, the quotation or the list that holds the selection. */
export function leaveBlock(state, dispatch) {
  const { $to } = state.selection;
  if (!$to.depth) return false;
  if (dispatch) {
    const after = $to.after(1);
    const tr = state.tr.insert(after, nodes.paragraph.create());
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  }
  return true;
}

/** Marks the selection as the mark of a footnote, or writes the next one: "[2]". */
export function toggleNote(state, dispatch) {
  if (!state.selection.empty || hasMark(state, marks.note)) return toggle(marks.note)(state, dispatch);
  if (!state.selection.$from.parent.inlineContent) return false;
  if (dispatch) {
    let last = 0;
    state.doc.descendants((node) => {
      if (node.isText && marks.note.isInSet(node.marks)) last = Math.max(last, Number(/\d+/.exec(node.text)?.[0] ?? 0));
    });
    dispatch(state.tr.replaceSelectionWith(schema.text(`[${last + 1}]`, [marks.note.create()]), false).scrollIntoView());
  }
  return true;
}

/** The range of the link at the selection: {from, to, href}, or null. */
export function linkAt(state) {
  const { $from, from, to, empty } = state.selection;
  if (!empty) {
    let href = null;
    state.doc.nodesBetween(from, to, (node) => { href ??= marks.link.isInSet(node.marks)?.attrs.href ?? null; });
    return href === null ? null : { from, to, href };
  }
  const parent = $from.parent;
  let found = null;
  let start = $from.start();
  parent.forEach((child, offset) => {
    const mark = marks.link.isInSet(child.marks);
    if (!mark) return;
    const [begin, end] = [start + offset, start + offset + child.nodeSize];
    const joins = found && found.to === begin && found.href === mark.attrs.href;
    if (joins && !found.isClosed) found.to = end;
    else if (!found || !(found.from <= from && from <= found.to)) found = { from: begin, to: end, href: mark.attrs.href };
  });
  return found && found.from <= from && from <= found.to ? found : null;
}

export function setLink(href) {
  return (state, dispatch) => {
    const range = linkAt(state) ?? state.selection;
    if (dispatch) {
      const mark = marks.link.create({ href });
      const isBlank = range.from === range.to;
      const tr = isBlank ? state.tr.replaceSelectionWith(schema.text(href, [mark]), false) : state.tr.addMark(range.from, range.to, mark);
      dispatch(tr.removeStoredMark(marks.link).scrollIntoView());
    }
    return true;
  };
}

export function removeLink(state, dispatch) {
  const range = linkAt(state);
  if (!range) return false;
  if (dispatch) dispatch(state.tr.removeMark(range.from, range.to, marks.link));
  return true;
}

/** The language of the selection, or of the paragraph when nothing is selected; empty if none. */
export function languageAt(state) {
  const { $from, empty } = state.selection;
  const mark = marks.language.isInSet(empty ? $from.marks() : $from.nodeAfter?.marks ?? []);
  return mark?.attrs.lang ?? $from.parent.attrs.lang ?? "";
}

export function setLanguage(lang) {
  return (state, dispatch) => {
    const { from, to, empty, $from } = state.selection;
    if (!dispatch) return true;
    const tr = state.tr;
    if (!empty) {
      tr.removeMark(from, to, marks.language);
      if (lang) tr.addMark(from, to, marks.language.create({ lang }));
    } else if ("lang" in $from.parent.attrs) tr.setNodeAttribute($from.before(), "lang", lang || null);
    dispatch(tr);
    return true;
  };
}

