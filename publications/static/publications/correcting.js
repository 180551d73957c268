// The cursor goes to the line that is wrong, and the line is seen.
"use strict";

const place = document.querySelector("[data-line]");
const text = place?.querySelector("textarea");

if (text) {
  const lines = text.value.split("\n");
  const line = Math.min(Number(place.dataset.line), lines.length);
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1);
  text.focus();
  text.setSelectionRange(start, start + lines[line - 1].length);
  text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, line - 4);
}
