// The text of an entry among the fields of its form.
import { fromHtml } from "../rich-text/parse.js";
import { toPlainText } from "../rich-text/serialize.js";
import { valueOf } from "./fields.js";

export const TEXT = "text-html"; // what the editor writes

/** The words of a text that was kept; one of an earlier form was typed as it stands. */
export function wordsOf(fields) {
  const html = valueOf(fields, TEXT);
  return (html ? toPlainText(fromHtml(html)) : valueOf(fields, "text")).trim();
}
