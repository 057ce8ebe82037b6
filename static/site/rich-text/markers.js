// Shows the markers of numbered lists. The browser counts. The prefix and the suffix of the number are
// set on the list by script, because the Content-Security-Policy forbids styles in the HTML.

/** ProseMirror's node view of an `ol`. */
export class NumberedList {
  constructor(node) {
    this.dom = document.createElement("ol");
    this.contentDOM = this.dom;
    this.show(node);
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    this.show(node);
    return true;
  }

  show(node) {
    this.node = node;
    const { start, type, prefix, suffix } = node.attrs;
    this.dom.start = start;
    this.dom.dataset.type = type;
    this.dom.style.setProperty("--before", quoted(prefix));
    this.dom.style.setProperty("--after", quoted(suffix));
  }

  ignoreMutation(mutation) {
    return mutation.type === "attributes";
  }
}

function quoted(text) {
  return `"${text.replace(/["\\\n]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `)}"`;
}
