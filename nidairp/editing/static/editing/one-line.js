// A title is shown on as many lines as it needs, and is one line all the same: Enter presses the form's first button,
// as in every such field, and what is pasted keeps no line breaks. Without scripts the server takes them for spaces.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("textarea.one-line")) return;
  event.preventDefault();
  event.target.form.requestSubmit(event.target.form.querySelector("[type=submit]"));
});
document.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!event.target.matches?.("textarea.one-line") || !/[\r\n]/.test(text)) return;
  event.preventDefault();
  event.target.setRangeText(text.trim().replace(/\s+/g, " "), event.target.selectionStart, event.target.selectionEnd, "end");
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
  event.target.dispatchEvent(new Event("change", { bubbles: true }));
});
