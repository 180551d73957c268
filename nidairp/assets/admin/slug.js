// While a title is typed, Django's script makes a slug of it: markup would be letters in it, and letters of other
// alphabets none, or others than the server's. Both go by the same table in the same steps (nidairp/letters.py),
// and Django's script is given plain letters alone.

import { by_ear, greek, greek_words, one, several } from "../../letters.json";
import { plain } from "./marked-text.js";

const named = Object.fromEntries(Object.entries(greek).map(([letter, name]) => [letter, ` ${name} `]));
const signs = new Map(Object.entries({ ...named, ...one, ...several, ...by_ear }));
const words = new Map([...signs, ...Object.entries(greek_words)]);

const translated = (text, table) => [...text].map((letter) => table.get(letter) ?? letter).join("");

/** Receptors are made of αβγ and αβγδ; no sign has an accent, or ends as words do. */
const isWord = (run) => run.length > 4 || run.endsWith("ς") || run.normalize("NFD") !== run;

const wholes = new Map(Object.entries(by_ear));

const spelled = (title) => {
  const text = plain(title).toLowerCase().normalize("NFC");
  const inGreek = (text.match(/[\u0370-\u03ff\u1f00-\u1fff]{3,}/g) ?? []).some(isWord);
  const apart = translated(text, wholes).normalize("NFKD").toLowerCase();
  return translated(apart, inGreek ? words : signs)
    .normalize("NFKD")
    .replace(/[^\x00-\x7f]/g, "");
};

export function spellInSlugs() {
  const made = window.URLify;
  if (made) window.URLify = (text, ...rest) => made(spelled(text), ...rest).replace(/^[-_]+|[-_]+$/g, "");
}
