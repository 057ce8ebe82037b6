// Says who else has this form open; another tab of the same person counts too.

const EVERY = 2000; // milliseconds: who comes is shown within three seconds
const HIDDEN = 20000; // while nobody sees this tab, it only says that it is open

export function watchOthers({ form, connection, words, ending }) {
  const line = form.querySelector("[data-others]");
  let last = 0;
  let watch = 0;
  const fields = () => [["keep", form.elements.keep.value], ["session", form.elements.session.value]];
  const isNew = () => "isNew" in form.dataset; // nobody else can have it open
  const look = async () => {
    if (!watch) return; // browsers hide a page after it was left
    if (isNew() || (document.hidden && Date.now() - last < HIDDEN)) return;
    const opens = last ? [] : [["opens", "1"]];
    last = Date.now();
    const { kind, said } = await connection.post(words.presenceAddress, [...fields(), ...opens]);
    if (kind !== "done" || ending.aborted) return;
    if (line.textContent !== said.message) line.textContent = said.message;
  };
  // Also sent while the page closes.
  const leave = () => {
    clearInterval(watch);
    watch = 0;
    const token = ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value];
    if (last) navigator.sendBeacon(words.presenceAddress, new URLSearchParams([...fields(), token, ["leave", "1"]]));
    last = 0;
  };
  const begin = () => {
    clearInterval(watch);
    watch = setInterval(look, EVERY);
    look();
  };
  begin();
  document.addEventListener("visibilitychange", look, { signal: ending });
  window.addEventListener("pagehide", leave, { signal: ending });
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) begin(); }, { signal: ending });
  ending.addEventListener("abort", leave);
}
