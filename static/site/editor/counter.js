// Shows the length of the text, and by how much it is too long. Text is never cut off.
import { editorOf } from "../rich-text/editor.js";
import { withValues } from "./status.js";
import { TEXT } from "./text.js";

export function attachCounter({ form, status }) {
  const line = form.querySelector("[data-count]");
  const limit = Number(form.querySelector(".writing [data-rich-text]").dataset.limit);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let wasOver = false;
  const count = () => {
    const { length } = editorOf(form.elements.text);
    const over = length - limit;
    const words = over > 0 ? form.dataset.sayOver : form.dataset.sayCount;
    line.textContent = withValues(words, { over: number.format(over), count: number.format(length), limit: number.format(limit) });
    line.classList.toggle("is-over", over > 0);
    if (over > 0 && !wasOver) status.speak(line.textContent);
    wasOver = over > 0;
  };
  line.hidden = false;
  form.elements[TEXT].addEventListener("input", count);
  count();
}
