// While a title is typed, Django's script makes a slug of it: markup would be letters in it, and Greek letters none or
// others than the server's. The server goes by the same table (nidairp/letters.py).

import { greek, one, several } from "../../letters.json";
import { plain } from "./marked-text.js";

const named = Object.fromEntries(Object.entries(greek).map(([letter, name]) => [letter, ` ${name} `]));
const spelling = { ...named, ...one, ...several };

const apart = (letter) => [...letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()];

/** Django's own table, which comes next, knows Cyrillic letters as wholes. */
const spelledLetter = (letter) =>
  /\p{Script=Cyrillic}/u.test(letter) ? letter : apart(letter).map((part) => spelling[part] ?? part).join("");

const spelled = (text) => [...plain(text).toLowerCase().normalize("NFC")].map(spelledLetter).join("");

export function spellInSlugs() {
  const made = window.URLify;
  if (made) window.URLify = (text, ...rest) => made(spelled(text), ...rest);
}
