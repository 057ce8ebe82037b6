// Shows who else has this entry open.

const EVERY = 2500; // milliseconds: who comes is shown within three seconds

export function watchOthers({ form, connection, ending }) {
  const line = form.querySelector("[data-others]");
  const look = async () => {
    if (document.hidden || !form.dataset.presence) return;
    const { kind, said } = await connection.post(form.dataset.presence, []);
    if (kind !== "done") return;
    if (line.textContent !== (said.message || "")) line.textContent = said.message || "";
  };
  look();
  const watch = setInterval(look, EVERY);
  ending.addEventListener("abort", () => clearInterval(watch));
}
