// The chapter works in place: what its links and forms would show as a page is put where they stand,
// by htmx, over the same addresses. Whatever does not come as hoped is said; without htmx, and for
// whatever is not marked for it, the page works as it stands.
import { dressBar, sayFailure, saySaving } from "./bar.js";
import { endWork, focusWork, openWork, saveFirst, workAt, writingBeside } from "./editors.js";
import { sayLeftBehind } from "./left-behind.js";
import { actOf, focusOn, holdPlace, sameLink } from "./place.js";
import { renewToken } from "./token.js";

const WITHIN = "innerHTML swap:0ms settle:0ms show:none focus-scroll:false";
const chapter = () => document.getElementById("chapter");
let running = Promise.resolve(); // requests come one after another, so that the last word is the newest
let ended = () => {};
let afterwards = null;

// The one that acts may be another by its turn: the page was shown anew meanwhile.
function onConfirm(event) {
  event.preventDefault();
  const { elt, issueRequest } = event.detail;
  const before = running;
  running = new Promise((done) => {
    before.then(async () => {
      ended = done;
      try {
        await saveFirst(elt);
      } catch {
        done();
        return sayFailure(null, chapter().dataset.sayOffline);
      }
      if (elt.isConnected) return issueRequest(true);
      done();
      return sameLink(elt)?.click();
    });
  });
}

// Buttons of the chapter share one form: where it goes and what it says is in the button.
function onConfigure({ detail }) {
  const { submitter } = detail.triggeringEvent ?? {};
  if (submitter?.hasAttribute("formaction")) detail.path = submitter.getAttribute("formaction");
  if (submitter?.name) detail.parameters[submitter.name] = submitter.value;
  detail.acted = actOf(submitter ?? detail.elt, detail.path);
  detail.isRepeated = "repeated" in detail.elt.dataset;
  delete detail.elt.dataset.repeated;
  if (detail.verb !== "get") saySaving();
}

function onAnswer({ detail }) {
  const page = new DOMParser().parseFromString(detail.xhr.response, "text/html");
  const isChapter = page.getElementById("chapter") && detail.xhr.status < 300;
  const slot = slotOf(detail);
  detail.isError = false;
  if (isChapter) showChapter(detail, page, slot);
  else if (page.querySelector("[data-work]") && slot) showWork(detail, page, slot);
  else if (detail.xhr.status === 403 && !detail.requestConfig.isRepeated) repeat(detail, page);
  else refuse(detail, page);
}

// An old token is refused as what is not permitted is: once it is tried with a new one.
async function repeat(detail, page) {
  const { elt, triggeringEvent } = detail.requestConfig;
  detail.shouldSwap = false;
  if (!elt.matches("form") || !(await renewToken(chapter().dataset.user))) return refuse(detail, page);
  elt.dataset.repeated = "";
  const { submitter } = triggeringEvent ?? {};
  return elt.requestSubmit(submitter?.isConnected ? submitter : null);
}

// Where a form or a link opens what it leads to; none for those that only act.
function slotOf({ target, requestConfig }) {
  return requestConfig.elt.closest(".in-place") ?? (target.classList.contains("in-place") ? target : null);
}

function showChapter(detail, page, slot) {
  const { elt, verb, acted } = detail.requestConfig;
  const work = slot && workAt(slot);
  const isUnsaved = Boolean(work?.saving?.isChanged); // what was typed meanwhile stays in sight
  // Neither the server nor this browser has the text: it is not closed.
  if (isUnsaved && verb === "get" && !work.saving.isKept) return refuse(detail, null, chapter().dataset.sayFinish);
  const goes = verb === "get" || !isUnsaved;
  const kept = placesOf(page, goes ? slot : null);
  if (kept.includes(null)) return refuse(detail, null, chapter().dataset.sayFinish);
  Object.assign(detail, { shouldSwap: true, target: chapter(), selectOverride: "#chapter" });
  if (kept.length) detail.serverResponse = page.documentElement.outerHTML;
  const place = holdPlace(acted, slot);
  if (goes && slot) leave(slot);
  afterwards = () => {
    place.restore();
    if (goes && elt.id !== "chapter") focusOn(acted, work);
    sayLeftBehind(chapter());
  };
}

// A place without its name is not carried over into the new page.
function leave(slot) {
  endWork(slot);
  slot.removeAttribute("id");
}

// Where in the new page the forms go that stand open; null for one that has no place in it, and with
// which it must not go.
function placesOf(page, leaving) {
  const held = [...document.querySelectorAll(".in-place:not(:empty)")].filter((slot) => slot !== leaving);
  return held.map((slot) => {
    const place = page.getElementById(slot.id);
    place?.setAttribute("hx-preserve", "");
    return place;
  });
}

function showWork(detail, page, slot) {
  const before = workAt(slot);
  if (before && detail.requestConfig.verb === "get") return stayAt(detail, before); // asked for twice
  const other = page.querySelector("form[data-editor]") && writingBeside(slot);
  if (other?.saving.isChanged) return refuse(detail, null, chapter().dataset.sayFinish);
  Object.assign(detail, { shouldSwap: true, target: slot, selectOverride: "[data-work]", swapOverride: WITHIN });
  const { acted } = detail.requestConfig;
  const place = holdPlace(acted, slot);
  const opener = before?.opener ?? acted;
  endWork(slot);
  if (other) endWork(other.slot);
  afterwards = () => {
    other?.slot.replaceChildren();
    place.restore();
    openWork(slot, opener);
    if (other) showAnew();
  };
  return undefined;
}

function stayAt(detail, work) {
  detail.shouldSwap = false;
  focusWork(work);
}

// What was written and left for another: the chapter shows what was saved of it.
function showAnew() {
  window.htmx.ajax("GET", location.pathname, { source: chapter(), target: chapter() });
}

function refuse(detail, page, words = "") {
  detail.shouldSwap = false;
  sayFailure(page, words, detail.xhr.status);
}

function begin() {
  const { body } = document;
  body.addEventListener("htmx:confirm", onConfirm);
  body.addEventListener("htmx:configRequest", onConfigure);
  body.addEventListener("htmx:beforeSwap", onAnswer);
  body.addEventListener("htmx:afterSettle", () => {
    const act = afterwards;
    afterwards = null;
    if (act) dressBar();
    act?.();
  });
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) {
    body.addEventListener(name, () => sayFailure(null, chapter().dataset.sayOffline));
  }
  // What never reaches the server must not hold up what comes after it.
  for (const name of ["htmx:afterRequest", "htmx:validation:halted", "htmx:targetError", "htmx:invalidPath"]) {
    body.addEventListener(name, () => ended());
  }
  document.documentElement.dataset.inPlace = "";
  sayLeftBehind(chapter());
}

if (window.htmx) begin();
