// What comes from Word, Google Docs and web pages, made into what the editor knows. Styles, classes and unknown
// elements it leaves out by itself; here is done what would be lost or wrong by that: Word's lists are paragraphs
// with a drawn bullet, its headings begin at 1, and empty paragraphs stand for distance.

import { Extension, Plugin } from "django-prose-editor/editor";

const GONE = "style, script, meta, link, title, xml, img:not([data-image]), br[class^=Apple], body > br";
const BULLET = /^[\s\u00a0]*(?:[•·▪▫◦‣●○■□–—-]|[o§ØüvqÜ](?=[\s\u00a0]))[\s\u00a0]*/u;
const NUMBERED = /^[\s\u00a0]*\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)][\s\u00a0]+/i;

const styleOf = (element) => element.dataset.style ?? "";
const isListed = (element) => element.matches?.("p, h1, h2, h3, h4, h5, h6") && (/MsoList(Paragraph|Bullet|Number)/i.test(element.className) || /mso-list:\s*l\d/i.test(styleOf(element)));
const levelOf = (element) => Number(/mso-list:[^;]*level(\d)/i.exec(styleOf(element))?.[1] ?? 1);

/** What marks text by its style alone (Google Docs), or takes a mark back by it. */
const MARKS = [
  { by: /(?:^|;)\s*font-weight:\s*(bold|[6-9]00)/i, against: /(?:^|;)\s*font-weight:\s*(normal|[1-5]00)/i, tag: "strong", tags: "b, strong" },
  { by: /(?:^|;)\s*font-style:\s*italic/i, against: /(?:^|;)\s*font-style:\s*normal/i, tag: "em", tags: "i, em" },
  { by: /(?:^|;)\s*vertical-align:\s*sub/i, against: /(?:^|;)\s*vertical-align:\s*baseline/i, tag: "sub", tags: "sub" },
  { by: /(?:^|;)\s*vertical-align:\s*super/i, against: /(?:^|;)\s*vertical-align:\s*baseline/i, tag: "sup", tags: "sup" },
];

/** The site's policy lets no style attribute in, not even into a text that is only read: they go by another name. */
const withoutStyles = (html) => html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));

function markByStyle(body, make) {
  for (const element of body.querySelectorAll("[data-style]")) {
    for (const { by, against, tag, tags } of MARKS) {
      if (element.matches(tags) && against.test(styleOf(element))) element.replaceWith(...element.childNodes);
      else if (element.localName === "span" && by.test(styleOf(element)) && !element.closest(`h1, h2, h3, h4, h5, h6, ${tags}`)) {
        const mark = make(tag);
        mark.append(...element.childNodes);
        element.append(mark);
      }
    }
  }
  for (const element of body.querySelectorAll("[data-style]")) delete element.dataset.style;
}

/** Takes the drawn bullet or number out, and says which of both it was. */
function takeMarker(paragraph) {
  const drawn = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(styleOf(span)));
  const text = drawn ? drawn.textContent : paragraph.textContent;
  const ordered = NUMBERED.test(drawn ? `${text.trim()} ` : text) && !BULLET.test(text);
  if (drawn) drawn.remove();
  else {
    const first = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
    if (first) first.data = first.data.replace(ordered ? NUMBERED : BULLET, "");
  }
  return ordered ? "ol" : "ul";
}

/** A run of such paragraphs as lists in lists, by their levels. */
function listsOf(paragraphs, make) {
  const made = [];
  const open = [];
  for (const paragraph of paragraphs) {
    const level = levelOf(paragraph);
    const kind = takeMarker(paragraph);
    while (open.length && open.at(-1).level > level) open.pop();
    if (open.at(-1)?.level === level && open.at(-1).list.localName !== kind) open.pop();
    if (!open.length || open.at(-1).level < level) {
      const list = make(kind);
      const above = open.at(-1)?.list.lastElementChild;
      if (above) above.append(list);
      else made.push(list);
      open.push({ level, list });
    }
    const item = make("li");
    const text = make("p");
    text.append(...paragraph.childNodes);
    item.append(text);
    open.at(-1).list.append(item);
  }
  return made;
}

function makeLists(body, make) {
  let paragraph;
  while ((paragraph = [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")].find(isListed))) {
    const run = [paragraph];
    while (run.at(-1).nextElementSibling && isListed(run.at(-1).nextElementSibling)) run.push(run.at(-1).nextElementSibling);
    paragraph.before(...listsOf(run, make));
    run.forEach((one) => one.remove());
  }
}

function rename(element, tag, make) {
  const other = make(tag);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

/** The page's title is a heading 1 already: a pasted text that begins there moves down by one. */
function moveHeadings(body, make) {
  const shift = body.querySelector("h1") ? 1 : 0;
  for (const heading of body.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Math.min(Number(heading.localName[1]) + shift, 4);
    if (heading.localName !== `h${level}`) rename(heading, `h${level}`, make);
  }
}

const isEmpty = (element) => !element.textContent.replace(/[\s\u00a0\u200b]/g, "") && !element.querySelector("img, br + br, hr, table");

export function clean(html) {
  const parsed = new DOMParser().parseFromString(withoutStyles(html.replace(/<!\[(?:if|endif)[^>]*>/gi, "")), "text/html");
  const { body } = parsed;
  const make = (tag) => parsed.createElement(tag);
  body.querySelectorAll(GONE).forEach((element) => element.remove());
  for (const named of body.querySelectorAll("[id]")) named.removeAttribute("id");
  makeLists(body, make);
  markByStyle(body, make);
  moveHeadings(body, make);
  // Links to places within the document that it was copied from, and the marks of such places.
  for (const link of body.querySelectorAll('a:not([href]), a[href^="#"], a[href^="file:"], a[href^="about:"]')) link.replaceWith(...link.childNodes);
  for (const paragraph of body.querySelectorAll("p, h2, h3, h4, li > p")) if (isEmpty(paragraph) && !paragraph.closest("td, th")) paragraph.remove();
  return body.innerHTML;
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addProseMirrorPlugins() {
    // What was copied in the editor itself is clean, and says how it hangs together.
    return [new Plugin({ props: { transformPastedHTML: (html) => (html.includes("data-pm-slice") ? html : clean(html)) } })];
  },
});
