// Editing in the chapter: htmx requests the links and forms as fragments, and the server says where
// each one goes. Unexpected responses are shown as failures. Without htmx, and for links and forms
// without its attributes, the page works with full requests.
import { addHideButton, linkToAnew, sayFailure, saySaving } from "./bar.js";
import { attachDragging, attachKeys } from "./dragging.js";
import { endWork, focusWork, holdLists, openWork, putBack, saveFirst, workAt, writingBeside } from "./editors.js";
import { sayLeftBehind } from "./left-behind.js";
import { actOf, focusOn, holdPlace, sameLink } from "./place.js";
import { renewToken, tokenOf } from "../editor/token.js";

const chapter = () => document.getElementById("chapter");
let running = Promise.resolve(); // one request at a time, so that the last response is the newest
let ended = () => {};
let afterwards = null;

// The element may have been replaced before its turn, because the chapter was loaded again.
function onConfirm(event) {
  event.preventDefault();
  const { elt, issueRequest } = event.detail;
  const before = running;
  running = new Promise((done) => {
    before.then(async () => {
      ended = done;
      let goesOn = false;
      try {
        goesOn = await saveFirst(elt);
      } catch {
        done();
        return sayFailure(chapter().dataset.sayOffline);
      }
      if (goesOn && elt.isConnected) return issueRequest(true);
      done();
      if (!goesOn) return undefined;
      return sameLink(elt)?.click();
    });
  });
}

// The buttons of the chapter share one form; each has its own address and values.
function onConfigure({ detail }) {
  const { submitter } = detail.triggeringEvent ?? {};
  if (submitter?.hasAttribute("formaction")) detail.path = submitter.getAttribute("formaction");
  if (submitter?.name) detail.parameters[submitter.name] = submitter.value;
  detail.acted = actOf(submitter ?? detail.elt, detail.path);
  detail.isRepeated = "repeated" in detail.elt.dataset;
  delete detail.elt.dataset.repeated;
  if (detail.verb !== "get") saySaving();
}

// The target is now where the server puts the fragment: the chapter, the messages, or the element
// that made the request.
function onAnswer({ detail }) {
  const { xhr, target, requestConfig } = detail;
  const slot = requestConfig.target.classList.contains("in-place") ? requestConfig.target : null;
  if (!xhr.getResponseHeader("HX-Reswap")) refuse(detail, chapter().dataset.sayRefused, linkToAnew()); // a whole page
  else if (target === chapter()) showChapter(detail, slot);
  else if (target === slot) showWork(detail, slot);
  else if (!requestConfig.isRepeated && takesToken(xhr)) repeat(detail);
}

// The server refused an old CSRF token: the request is sent once more with the valid one.
function takesToken(xhr) {
  const held = tokenOf((name) => xhr.getResponseHeader(name));
  if (held?.user !== chapter().dataset.user) return false;
  renewToken(document, held.token);
  return true;
}

function repeat(detail) {
  const { elt, triggeringEvent } = detail.requestConfig;
  const { submitter } = triggeringEvent ?? {};
  detail.shouldSwap = false;
  elt.dataset.repeated = "";
  elt.requestSubmit(submitter?.isConnected ? submitter : null);
}

function showChapter(detail, slot) {
  const { elt, verb, acted } = detail.requestConfig;
  const work = slot && workAt(slot);
  const isUnsaved = Boolean(work?.saving?.isChanged); // text that was typed in the meantime stays in the form
  // Neither the server nor this browser has the text, so the form is not closed.
  if (isUnsaved && verb === "get" && !work.saving.isKept) return refuse(detail, chapter().dataset.sayFinish);
  const goes = slot && (verb === "get" || !isUnsaved);
  const place = holdPlace(acted, slot);
  if (goes) leave(slot);
  holdLists();
  afterwards = () => {
    if (goes) slot.remove();
    putBack(chapter());
    place.restore();
    if ((goes || !slot) && elt.id !== "chapter") focusOn(acted, work);
    sayLeftBehind(chapter());
  };
  return undefined;
}

// Without an id, htmx does not keep the element in the new chapter (`hx-preserve`).
function leave(slot) {
  endWork(slot);
  slot.removeAttribute("id");
}

function showWork(detail, slot) {
  const { elt, verb, acted } = detail.requestConfig;
  const before = workAt(slot);
  if (before && verb === "get") return stayAt(detail, before); // requested twice
  const other = "beside" in elt.dataset ? null : writingBeside(slot);
  if (other?.saving.isChanged) return refuse(detail, chapter().dataset.sayFinish);
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

// The user left this form for another one: the chapter shows what was saved of it.
function showAnew() {
  window.htmx.ajax("GET", location.pathname, { source: chapter(), target: chapter() });
}

function refuse(detail, reason, ...links) {
  detail.shouldSwap = false;
  sayFailure(reason, ...links);
}

function begin() {
  const { body } = document;
  body.addEventListener("htmx:confirm", onConfirm);
  body.addEventListener("htmx:configRequest", onConfigure);
  body.addEventListener("htmx:beforeSwap", onAnswer);
  body.addEventListener("htmx:afterSettle", () => {
    const act = afterwards;
    afterwards = null;
    addHideButton();
    attachDragging(chapter());
    act?.();
  });
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) {
    body.addEventListener(name, () => sayFailure(chapter().dataset.sayOffline));
  }
  // A request that never reaches the server must not block the next one.
  for (const name of ["htmx:afterRequest", "htmx:validation:halted", "htmx:targetError", "htmx:invalidPath"]) {
    body.addEventListener(name, () => ended());
  }
  document.documentElement.dataset.inPlace = "";
  attachDragging(chapter());
  attachKeys(body);
  sayLeftBehind(chapter());
}

if (window.htmx) begin();
