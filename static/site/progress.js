// Requests the progress of an edition every two seconds, and loads the page again when it has ended.
const bar = document.querySelector("[data-progress]");
const step = document.querySelector("[data-step]");

async function look() {
  try {
    const told = await (await fetch(bar.dataset.progress, { headers: { Accept: "application/json" } })).json();
    if (!told.underWay) return location.reload();
    bar.value = told.percent;
    if (told.step && step.textContent !== told.step) step.textContent = told.step;
  } catch { /* the line is down: the next time may tell */ }
  return setTimeout(look, 2000);
}

setTimeout(look, 1000);
