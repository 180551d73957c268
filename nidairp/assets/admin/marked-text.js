// Titles hold five tags as text (nidairp/rich.py). Buttons put them around what is selected, and below the field stands
// what readers will see. Without scripts the tags are typed, as the field's help says.

const TAG = /(<\/?(?:i|b|sup|sub)>|<span class="nocase">|<\/span>)/;
const BUTTONS = { i: "Italic", sub: "Subscript", sup: "Superscript" };

/** The pieces of a text, and for each tag that has a partner its name: the rule of the server. */
function read(text) {
  const pieces = text.split(TAG);
  const paired = new Map();
  const open = [];
  for (let at = 1; at < pieces.length; at += 2) {
    const name = pieces[at].match(/\w+/)[0];
    if (pieces[at][1] !== "/") open.push([name, at]);
    else if (open.some(([other]) => other === name)) {
      let last;
      do last = open.pop();
      while (last[0] !== name);
      paired.set(last[1], name).set(at, name);
    }
  }
  return { pieces, paired };
}

export function plain(text) {
  const { pieces, paired } = read(text);
  return pieces.filter((_, at) => !paired.has(at)).join("");
}

function shown(text) {
  const { pieces, paired } = read(text);
  const whole = document.createElement("bdi");
  let here = whole;
  pieces.forEach((piece, at) => {
    if (!paired.has(at)) here.append(piece);
    else if (piece[1] === "/") here = here.parentElement;
    else here = here.appendChild(document.createElement(paired.get(at)));
  });
  return { text: whole, isMarked: paired.size > 0 };
}

/** As if it were typed, so that the browser can undo it, and the slug and the kept text hear of it. */
function type(field, text) {
  field.focus();
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Puts the tags around the selection, or takes them away where they stand around it. */
function mark(field, name) {
  const [before, after] = [`<${name}>`, `</${name}>`];
  let { selectionStart: from, selectionEnd: to } = field;
  while (from < to && /\s/.test(field.value[from])) from++;
  while (from < to && /\s/.test(field.value[to - 1])) to--;
  const chosen = field.value.slice(from, to);
  if (field.value.slice(0, from).endsWith(before) && field.value.slice(to).startsWith(after)) {
    field.setSelectionRange(from - before.length, to + after.length);
    type(field, chosen);
    field.setSelectionRange(from - before.length, to - before.length);
    return;
  }
  field.setSelectionRange(from, to);
  type(field, `${before}${chosen}${after}`);
  field.setSelectionRange(from + before.length, to + before.length);
}

function button(field, name, words) {
  const made = document.createElement("button");
  made.type = "button";
  made.append(words);
  made.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  made.addEventListener("click", () => mark(field, name));
  return made;
}

function called(field) {
  return (field.labels[0]?.textContent ?? "title").trim().replace(/:$/, "").toLowerCase();
}

export function offerMarks(field) {
  // It has just been put there; or it is the pattern of rows to come, of which buttons would be copied without what they do.
  if (field.closest(".marked, .empty-form")) return;
  const whole = document.createElement("div");
  whole.className = "marked";
  const bar = document.createElement("div");
  bar.className = "button-row marks";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", `Mark the selected letters of the ${called(field)}`);
  bar.append(...Object.entries(BUTTONS).map(([name, words]) => button(field, name, words)));
  const seen = document.createElement("p");
  seen.className = "marks-shown";
  const show = () => {
    const { text, isMarked } = shown(field.value);
    seen.hidden = !isMarked;
    seen.replaceChildren("Readers see: ", text);
  };
  field.addEventListener("input", show);
  field.addEventListener("change", show);
  show();
  if (field.dataset.marked) document.getElementById(field.dataset.marked).hidden = true; // how to type what the buttons do
  field.before(whole);
  whole.append(field, bar, seen);
}
