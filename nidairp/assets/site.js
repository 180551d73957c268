// The primary navigation. Without this script all its lists stand open and their titles are links; with it, each title
// becomes a button that opens its list, and what the title led to is the list's first line ("News overview").
// On a phone the menu is a popover: the browser opens it, closes it and returns the focus.

const menu = document.getElementById("primary-menu");
const opener = document.querySelector(".menu-button");
const bar = matchMedia("(min-width: 64em)");

function buttonFor(title) {
  const list = title.nextElementSibling;
  const button = document.createElement("button");
  button.type = "button";
  button.className = title.className;
  button.textContent = title.textContent;
  button.setAttribute("aria-controls", list.id);
  if (title.hasAttribute("aria-current")) button.setAttribute("aria-current", "true");
  title.replaceWith(button);
  if (title.href) leadWith(title, list);
  return button;
}

/** Puts the link at the head of the list, unless an editor has put its target there already. */
function leadWith(link, list) {
  if ([...list.querySelectorAll("a")].some(({ href }) => href === link.href)) return;
  const line = document.createElement("li");
  line.className = "submenu-overview";
  link.removeAttribute("class");
  link.textContent += " overview";
  if (link.getAttribute("aria-current") !== "page") link.removeAttribute("aria-current");
  line.append(link);
  list.prepend(line);
}

const isOpen = (button) => button.getAttribute("aria-expanded") === "true";

/** Opens one list, or none, and closes all others. */
function show(chosen) {
  for (const button of buttons) button.setAttribute("aria-expanded", String(button === chosen));
}

/** In the bar a list lies over the page: it closes when the reader turns to something else. */
function leave(event) {
  const open = buttons.find(isOpen);
  if (open && bar.matches && !open.parentElement.contains(event.target)) show(null);
}

function escape(event) {
  const open = buttons.find(isOpen);
  if (event.key !== "Escape" || !open || !bar.matches) return;
  if (open.parentElement.contains(document.activeElement)) open.focus();
  show(null);
}

/** The panel on a phone covers the page: the focus must not go on behind it. */
function leavePanel(event) {
  const to = event.relatedTarget;
  if (to && to !== opener && !menu.contains(to) && menu.matches(":popover-open")) menu.hidePopover();
}

/** A button beside each citation, where the browser lets a page write to the clipboard; else there is none. */
function offerToCopy(place) {
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "copy-button";
  button.setAttribute("aria-label", `Copy the citation in ${place.dataset.copy} style`);
  said.setAttribute("role", "status");
  said.className = "copy-said";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(place.querySelector("bdi").textContent);
      said.textContent = "Copied";
    } catch {
      said.textContent = "Not copied: select the text instead";
    }
  });
  place.append(" ", button, " ", said);
}

/** What a bar of a chart stands for, when the mouse is over it; for everybody else it stands in the table below. */
function sayBar({ target }) {
  const bar = target.closest?.("[data-says]");
  if (!bar || bar.querySelector("title")) return;
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = bar.dataset.says;
  bar.prepend(title);
}

document.addEventListener("pointerover", sayBar);
if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(offerToCopy);

const buttons = [...menu.querySelectorAll(".submenu-title")].map(buttonFor);
for (const button of buttons) button.addEventListener("click", () => show(isOpen(button) ? null : button));
show(null);
menu.classList.add("is-scripted");
opener.setAttribute("aria-expanded", "false");

document.addEventListener("click", leave);
document.addEventListener("focusin", leave);
document.addEventListener("keydown", escape);
menu.addEventListener("focusout", leavePanel);
menu.addEventListener("toggle", (event) => opener.setAttribute("aria-expanded", String(event.newState === "open")));
bar.addEventListener("change", () => menu.matches(":popover-open") && menu.hidePopover());
