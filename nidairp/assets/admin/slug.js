// While a title is typed, Django's script makes a slug of it: markup would be letters in it, and Greek letters none or
// others than the server's. The server goes by the same table (nidairp/letters.py).

import { greek, greek_words, one, several } from "../../letters.json";
import { plain } from "./marked-text.js";

const named = Object.fromEntries(Object.entries(greek).map(([letter, name]) => [letter, ` ${name} `]));
const signs = { ...named, ...one, ...several };
const words = { ...signs, ...greek_words };

const apart = (letter) => [...letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()];

/** Django's own table, which comes next, knows Cyrillic letters as wholes. */
const spelledLetter = (letter, table) =>
  /\p{Script=Cyrillic}/u.test(letter) ? letter : apart(letter).map((part) => table[part] ?? part).join("");

/** Receptors are made of αβγ and αβγδ; no sign has an accent, or ends as words do. */
const isWord = (run) => run.length > 4 || run.endsWith("ς") || run.normalize("NFD") !== run;

const spelled = (title) => {
  const text = plain(title).toLowerCase().normalize("NFC");
  const table = (text.match(/[\u0370-\u03ff\u1f00-\u1fff]{3,}/g) ?? []).some(isWord) ? words : signs;
  return [...text].map((letter) => spelledLetter(letter, table)).join("");
};

export function spellInSlugs() {
  const made = window.URLify;
  if (made) window.URLify = (text, ...rest) => made(spelled(text), ...rest);
}
