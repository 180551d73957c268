// An open form of the admin: who else has it open, whether the session lives, and what is typed and not saved.

import { startKeeping } from "./keeping.js";
import { startPresence } from "./presence.js";
import { startReaching } from "./reaching.js";

const region = document.getElementById("open-form");
const form = document.querySelector("#content-main form[method=post]");

if (region && form) {
  // A form that was refused goes on under its name, so that what was kept of it is forgotten when it is saved.
  const page = region.dataset.page || newName();
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "_page", value: page });
  form.append(field);
  startPresence(region, form, newName());
  startKeeping(region, form, page);
  startReaching(region, form);
}

/** Not crypto.randomUUID(), which only secure connections have. */
function newName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
