// A part of the report's own: what is typed is shown as it will be printed. Without it the page shows
// what was saved.
import { Connection } from "./editor/connection.js";
import { attachPreview } from "./editor/preview.js";

const form = document.querySelector("form[data-previewed]");
attachPreview({ form, connection: new Connection(form), ending: new AbortController().signal });
