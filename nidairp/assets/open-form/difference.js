// Where two texts part and meet again: the words around, what was there, and what is there now.

const AROUND = 40; // characters of what both have
const LONGEST = 300;

/** { before, old, now, after } */
export function difference(old, now) {
  const start = common(old, now, (text, index) => text[index]);
  const rest = Math.min(old.length, now.length) - start;
  const end = Math.min(rest, common(old, now, (text, index) => text[text.length - 1 - index]));
  const [from, to] = [wordStart(old, start), end && wordEnd(now, end)];
  return {
    before: shortenedLeft(old.slice(0, from)),
    old: shortened(old.slice(from, old.length - to)),
    now: shortened(now.slice(from, now.length - to)),
    after: shortened(now.slice(now.length - to), AROUND),
  };
}

function common(one, other, at) {
  const longest = Math.min(one.length, other.length);
  let length = 0;
  while (length < longest && at(one, length) === at(other, length)) length++;
  return length;
}

/** Back to the beginning of a word, so that no word is shown in halves. */
function wordStart(text, index) {
  while (index > 0 && /\S/.test(text[index - 1])) index--;
  return index;
}

function wordEnd(text, length) {
  while (length > 0 && /\S/.test(text[text.length - length])) length--;
  return length;
}

const shortened = (text, longest = LONGEST) => (text.length > longest ? `${text.slice(0, longest)} …` : text);
const shortenedLeft = (text) => (text.length > AROUND ? `… ${text.slice(-AROUND)}` : text);
