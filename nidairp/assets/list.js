// The list of publications changes in place: its links and forms are fetched, and what differs is exchanged. Without
// this script each is a page of its own, with the same address. Whatever goes wrong, the browser simply goes there.

const list = () => document.getElementById("list");
const said = document.getElementById("list-said");
const path = location.pathname;
let waiting;

/** The focus stays where it was; where that is gone, and after another page was chosen, it goes to the count. */
function focusOn(id, caret) {
  const target = (id && document.getElementById(id)) || document.getElementById("list-count");
  target?.focus({ preventScroll: Boolean(id) });
  if (caret !== undefined && target?.setSelectionRange) target.setSelectionRange(caret, caret);
}

function exchange(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const found = fresh.getElementById("list");
  if (!found) throw new Error("no list");
  const { id, selectionEnd } = document.activeElement;
  const sheet = document.querySelector(".filters:popover-open");
  list().replaceWith(document.adoptNode(found));
  document.title = fresh.title;
  said.textContent = document.getElementById("list-count").textContent;
  if (sheet) document.getElementById(sheet.id).showPopover();
  focusOn(id, selectionEnd ?? undefined);
}

async function go(url, isNew) {
  waiting?.abort();
  const mine = (waiting = new AbortController());
  list().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal: mine.signal });
    if (!answer.ok) throw new Error(answer.status);
    const html = await answer.text();
    if (isNew) history.pushState(null, "", url);
    exchange(html);
  } catch (problem) {
    if (problem.name !== "AbortError") location.assign(url);
  }
}

const isHere = (url) => url.origin === location.origin && url.pathname === path;

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#list a");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.href.baseVal ?? link.href, location);
  if (!isHere(url) || url.hash) return;
  event.preventDefault();
  if (link.href.baseVal === undefined) link.focus({ preventScroll: true });
  go(url, true);
});

document.addEventListener("submit", (event) => {
  const url = new URL(event.target.action, location);
  if (event.target.method !== "get" || !event.target.closest("#list") || !isHere(url)) return;
  event.preventDefault();
  url.search = new URLSearchParams([...new FormData(event.target)].filter(([, value]) => value));
  go(url, true);
});

addEventListener("popstate", () => go(location.href, false));
