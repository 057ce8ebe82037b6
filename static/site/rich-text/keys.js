// The keys of the editor. Tab moves items and cells only inside a list or a table; Escape, then Tab,
// leaves the editor from anywhere.
import { baseKeymap, chainCommands, goToNextCell, keymap, redo, undo } from "../../vendor/prosemirror/prosemirror.js";
import {
  around, breakInCell, byItself, headingToParagraph, indent, insertBreak, isInCell, leaveBlock, LISTS, nextItem, outdent, toggle,
  toggleList,
} from "./commands.js";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

/**
 * @param {object} acts
 * @param {() => void} acts.askForLink
 * @param {() => void} acts.goToToolbar
 */
export function keyPlugins({ askForLink, goToToolbar }) {
  let isLeaving = false;
  const within = (command) => (state, dispatch, view) => {
    if (isLeaving || !(isInCell(state) || around(state, LISTS))) return false;
    command(state, dispatch, view);
    return true;
  };
  const own = keymap({
    "Mod-b": byItself(toggle(marks.strong)),
    "Mod-i": byItself(toggle(marks.em)),
    "Mod-.": byItself(toggle(marks.superscript)),
    "Mod-,": byItself(toggle(marks.subscript)),
    "Mod-k": () => act(askForLink),
    "Mod-z": undo,
    "Mod-y": redo,
    "Mod-Shift-z": redo,
    "Mod-Shift-7": byItself(toggleList(nodes.ordered_list)),
    "Mod-Shift-8": byItself(toggleList(nodes.bullet_list)),
    "Alt-F10": () => act(goToToolbar),
    "Enter": chainCommands(breakInCell, nextItem),
    "Shift-Enter": insertBreak,
    "Mod-Enter": leaveBlock,
    "Backspace": headingToParagraph,
    "Tab": chainCommands((state, dispatch) => !isLeaving && goToNextCell(1)(state, dispatch), unlessInCell(within(indent))),
    "Shift-Tab": chainCommands((state, dispatch) => !isLeaving && goToNextCell(-1)(state, dispatch), unlessInCell(within(outdent))),
  });
  return {
    plugins: [own, keymap(baseKeymap)],
    // Called before all keys: remembers whether the last one was Escape.
    watch(event) {
      if (event.key === "Escape") isLeaving = true;
      else if (!["Tab", "Shift"].includes(event.key)) isLeaving = false;
      return false;
    },
    stay() {
      isLeaving = false;
    },
  };
}

function act(command) {
  command();
  return true;
}

// From the first and the last cell, Tab leaves the editor.
function unlessInCell(command) {
  return (state, dispatch, view) => !isInCell(state) && command(state, dispatch, view);
}
