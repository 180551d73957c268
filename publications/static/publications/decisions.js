// What was decided on this page and not kept yet is not lost by a link: the browser asks first.
"use strict";

const decisions = document.getElementById("decisions");
let waits = false;

decisions?.addEventListener("change", () => {
  waits = true;
});
decisions?.addEventListener("submit", () => {
  waits = false;
});
window.addEventListener("beforeunload", (event) => {
  if (waits) event.preventDefault();
});
