// Keeps what is typed into a form in this browser until it is saved, and offers it when the form is opened again.

import * as fields from "./fields.js";
import { makeOffer } from "./offer.js";
import { forget, keyOf, ofObject, pageOf, put } from "./store.js";

const PAUSE = 400; // milliseconds without a key before what is typed is kept

export async function startKeeping(region, form, page) {
  const { object, user, name } = region.dataset;
  const stored = fields.read(form, { stored: true });
  const key = keyOf(user, object, page);
  // A form that was refused shows what was typed, not what is stored: what was kept before stays kept.
  const refused = "refused" in region.dataset;
  const before = refused ? ofObject(user, object).find(([other]) => other === key)?.[1].values : {};
  let typed = false;
  let waiting;

  function keep() {
    clearTimeout(waiting);
    const values = { ...before, ...fields.differing(fields.read(form), stored) };
    if (Object.keys(values).length) put(key, { at: Date.now(), name, values });
    else forget(key);
  }
  const flush = () => typed && keep();
  function heard() {
    typed = true;
    clearTimeout(waiting);
    waiting = setTimeout(flush, PAUSE);
  }
  // At the logout, here or in another tab, nothing is left behind.
  const stop = () => (typed = false);

  for (const kind of ["input", "change"]) form.addEventListener(kind, heard);
  window.django?.jQuery(form).on("change formset:added formset:removed", heard);
  form.addEventListener("submit", flush);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  document.addEventListener("keep:now", flush);
  document.addEventListener("keep:stop", stop);
  window.addEventListener("storage", (change) => change.key === key && change.newValue === null && stop());

  const open = await openPages(page);
  for (const [other, entry] of refused ? [] : ofObject(user, object)) {
    if (open.has(pageOf(other)) || other === key) continue;
    const values = fields.differing(entry.values, stored);
    if (!Object.keys(values).length) forget(other);
    else return makeOffer(region, form, { entry, stored, values, keep, put: () => put(other, entry), forget: () => forget(other) });
  }
}

/** The pages that are open in other tabs, each of which holds a lock with its name; this one takes its own. */
async function openPages(page) {
  if (!navigator.locks) return new Set();
  const { held } = await navigator.locks.query();
  navigator.locks.request(`form-${page}`, () => new Promise(() => {}));
  return new Set(held.map(({ name }) => name.replace(/^form-/, "")));
}
