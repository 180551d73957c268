// Texts that were typed and not saved yet, in this browser: one entry for each open form, by person and object.
//
// An entry: { at, name, values }: when it was typed, what the object is called, and the fields that differ from what
// is stored. A browser that refuses to store anything keeps nothing, and everything else goes on.

const PREFIX = "kept:";
const DAYS = 30;

export const keyOf = (user, object, page) => `${PREFIX}${user}:${object}:${page}`;
export const pageOf = (key) => key.slice(key.lastIndexOf(":") + 1);

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** [key, entry] of all whose key begins so, the newest first. */
export function entries(beginning = PREFIX) {
  const store = storage();
  if (!store) return [];
  return Object.keys(store).filter((key) => key.startsWith(beginning)).map((key) => [key, parsed(store.getItem(key))])
    .filter(([, entry]) => entry?.values).sort(([, one], [, other]) => other.at - one.at);
}

export const ofObject = (user, object) => entries(`${PREFIX}${user}:${object}:`);
export const ofUser = (user) => entries(`${PREFIX}${user}:`);

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Where there is no room, the oldest text of all makes room for the newest. */
export function put(key, entry) {
  try {
    storage()?.setItem(key, JSON.stringify(entry));
  } catch {
    const oldest = entries().findLast(([other]) => other !== key);
    if (!oldest) return;
    forget(oldest[0]);
    put(key, entry);
  }
}

export const forget = (key) => storage()?.removeItem(key);

export function forgetOld(now = Date.now()) {
  for (const [key, { at }] of entries()) if (at < now - DAYS * 24 * 3600 * 1000) forget(key);
}

/** What the server says to have saved, in a cookie with the name of the page that sent it. */
export function forgetSaved() {
  const page = document.cookie.match(/(?:^|; )saved_form=([\w-]+)/)?.[1];
  if (!page) return;
  const admin = document.getElementById("admin-names").dataset.admin;
  document.cookie = `saved_form=; path=${admin}; max-age=0`;
  for (const [key] of entries()) if (pageOf(key) === page) forget(key);
}
