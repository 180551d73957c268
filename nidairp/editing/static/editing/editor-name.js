// Gives the rich-text area what a textarea has by itself: a role, its field's name and help, and the focus when its
// label is clicked. The textarea that the label stands for is hidden behind the editor (django-prose-editor 0.28).
"use strict";

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const attributes = { role: "textbox", "aria-multiline": "true" };
  if (label) {
    label.id ||= `${textarea.id}_label`;
    attributes["aria-labelledby"] = label.id;
    label.addEventListener("click", () => editor.commands.focus());
  } else {
    attributes["aria-label"] = textarea.getAttribute("aria-label") ?? textarea.name;
  }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  editor.setOptions({ editorProps: { attributes } });
});
