// The plans that an entry can continue depend on its column, and the outcomes that can be stated on
// the plans it continues: the server shows both again when these change.
import { mountAll } from "../rich-text/editor.js";

const PARTS = ["plans", "linkable"];

export function attachPlans(form) {
  let newest = 0;
  form.addEventListener("change", async ({ target }) => {
    if (target.name !== "kind" && target.name !== "continues") return;
    newest += 1;
    const own = newest;
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    body.set("look", "1");
    let page;
    try {
      const response = await fetch(form.action, { method: "POST", body });
      if (!response.ok) return;
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      return; // offline: the server says at the next save what does not fit
    }
    if (own === newest) show(form, page, target);
  });
}

function show(form, page, target) {
  for (const id of PARTS) {
    const [before, after] = [form.querySelector(`#${id}`), page.getElementById(id)];
    if (!before || !after) continue;
    const isOpen = before.querySelector("details")?.open;
    before.innerHTML = after.innerHTML; // made by the server, as the preview is
    if (isOpen) before.querySelector("details")?.setAttribute("open", "");
    mountAll(before);
  }
  if (!target.isConnected) {
    [...form.querySelectorAll(`[name="${target.name}"]`)].find((field) => field.value === target.value)?.focus();
  }
}
