// What every page of the admin does for texts that were typed and not saved: forgets what was saved, what is old, and
// at the logout everything of whoever leaves.

import { forget, forgetOld, forgetSaved, ofUser } from "./store.js";

export function lookAfterKeptTexts(user) {
  forgetSaved();
  forgetOld();
  document.querySelector("form[data-resume]")?.requestSubmit();
  document.getElementById("logout-form")?.addEventListener("submit", (event) => {
    document.dispatchEvent(new Event("keep:now"));
    const names = [...new Set(ofUser(user).map(([, { name }]) => name))];
    const question = `This browser keeps text that was not saved: ${names.join(", ")}. Log out and delete it?`;
    if (names.length && !window.confirm(question)) return event.preventDefault();
    document.dispatchEvent(new Event("keep:stop"));
    for (const [key] of ofUser(user)) forget(key);
  });
}
