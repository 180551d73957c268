// Cuts the theme's fonts out of those that USWDS ships: whole, they would weigh more than all the rest of a page.
//
// Kept are Latin letters with their accents, punctuation and signs; what the cut fonts lack comes from the reader's
// own fonts. Which families and weights there are, and where they are named, is theme/_fonts.scss.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import subsetFont from "subset-font";

const ranges = {
  latin: "20-7E A0-FF 131 152-153",
  punctuation: "2013-2014 2018-201A 201C-201E 2020-2022 2026 2030 2032-2033 2039-203A 2044",
  signs: "20AC 2190 2192 2212",
};
// Names of people are set in the regular sans: it has the letters of all European languages in Latin script.
const names = "100-17F 218-21B";
// Set in semibold are labels and single words of a text: letters, and few signs.
const labels = "20-7E A0 A7 AB B0-B1 B5 B7 BB C0-FF 2013-2014 2018-2019 201C-201D 2026 2190 2192 2212";
const usual = Object.values(ranges).join(" ");

const fonts = {
  "merriweather-regular.woff2": ["merriweather/Latin-Merriweather-Regular.woff2", usual],
  "public-sans-regular.woff2": ["public-sans/PublicSans-Regular.woff2", `${usual} ${names}`],
  "public-sans-semibold.woff2": ["public-sans/PublicSans-SemiBold.woff2", labels],
};

const kept = {
  targetFormat: "woff2",
  keepFeatures: ["kern", "liga", "tnum", "ccmp", "mark", "locl"],
  preserveNameIds: [0, 1, 2, 3, 4, 5, 6, 13, 14], // the names, the copyright and the licence
  noHinting: true,
};

/** "41-43 61" -> "ABCa" */
function characters(codes) {
  return codes.split(" ").flatMap((range) => {
    const [first, last = first] = range.split("-").map((code) => Number.parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step));
  }).join("");
}

/** Writes the cut fonts into a folder, out of the folder that holds USWDS's. */
export async function cutFonts(from, to) {
  await mkdir(to, { recursive: true });
  for (const [name, [source, codes]] of Object.entries(fonts)) {
    await writeFile(join(to, name), await subsetFont(await readFile(join(from, source)), characters(codes), kept));
  }
}
