// Says how long a text is, and how much too long. Nothing is ever cut.
import { withValues } from "./status.js";

export function attachCounter(area, { form, status }) {
  const line = form.querySelector("[data-count]");
  const limit = Number(area.dataset.limit);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let wasOver = false;
  const count = () => {
    const length = [...area.value].length;
    const over = length - limit;
    const words = over > 0 ? form.dataset.sayOver : form.dataset.sayCount;
    line.textContent = withValues(words, { over: number.format(over), count: number.format(length), limit: number.format(limit) });
    line.classList.toggle("is-over", over > 0);
    if (over > 0 && !wasOver) status.speak(line.textContent);
    wasOver = over > 0;
  };
  line.hidden = false;
  area.addEventListener("input", count);
  count();
}
