// What our own extensions of the rich-text editor share: elements made in one line, and a dialog that is a form.

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
}

let number = 0;

/** A field under its label; `field.id` ties them. */
export function labelled(text, field, help = "") {
  field.id ||= `text-dialog-${(number += 1)}`;
  const parts = [make("label", { htmlFor: field.id, textContent: text }), field];
  if (help) {
    parts.push(make("p", { className: "help", id: `${field.id}-help`, textContent: help }));
    field.setAttribute("aria-describedby", `${field.id}-help`);
  }
  return make("div", { className: "text-dialog-field" }, ...parts);
}

/**
 * Opens a dialog and gives back what `answer()` says when its form is sent, or null when it is closed.
 * It stands outside of the admin's own form: a form in a form is none.
 */
export function ask({ title, fields, submit, answer, actions = [] }) {
  return new Promise((resolve) => {
    const heading = make("h2", { id: `text-dialog-${(number += 1)}`, textContent: title });
    const close = make("button", { type: "button", textContent: "Cancel" });
    const done = make("button", { type: "submit", textContent: submit });
    const form = make("form", { method: "dialog", noValidate: true }, ...fields, make("div", { className: "button-row" }, done, ...actions, close));
    const dialog = make("dialog", { className: "library-dialog text-dialog", "aria-labelledby": heading.id }, make("header", {}, heading), form);
    let given = null;
    close.addEventListener("click", () => dialog.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      given = answer();
      if (given) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(given);
    });
    // Another dialog's keys and pastes are its own, not the editor's.
    for (const kind of ["keydown", "paste", "drop"]) dialog.addEventListener(kind, (event) => event.stopPropagation());
    dialog.give = (value) => {
      given = value;
      dialog.close();
    };
    document.body.append(dialog);
    for (const action of actions) action.dialog = dialog;
    dialog.showModal();
  });
}
