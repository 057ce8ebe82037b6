// The stored HTML of a text as a document of the editor.
import { DOMParser } from "../../vendor/prosemirror/prosemirror.js";
import { schema } from "./schema.js";

const reader = DOMParser.fromSchema(schema);

/** The document of a stored text. Spaces are kept as they are: there are none between blocks. */
export function fromHtml(html) {
  // In a document that is not displayed, nothing is loaded and no script runs.
  const page = document.implementation.createHTMLDocument("");
  page.body.innerHTML = html;
  return reader.parse(page.body, { preserveWhitespace: "full" });
}
