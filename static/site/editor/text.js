// The texts among the fields of a form.
import { fromHtml } from "../rich-text/parse.js";
import { toPlainText } from "../rich-text/serialize.js";
import { valueOf } from "./fields.js";

export const TEXT = "text-html"; // what the editor of an entry writes

/** The kept texts of a form as plain text. Those of earlier versions are stored as typed. */
export function wordsOf(form, fields) {
  const names = [...form.querySelectorAll("textarea[name]")].map((area) => area.name);
  return names.map((name) => wordsAt(fields, name)).filter(Boolean).join("\n");
}

function wordsAt(fields, name) {
  const html = valueOf(fields, `${name}-html`);
  return (html ? toPlainText(fromHtml(html)) : valueOf(fields, name)).trim();
}
