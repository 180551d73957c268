// The page of one menu, without loading it anew: every button and every drag is the same POST as without this
// script; of the answer only the tree and the messages are taken, what happened is said aloud, and the focus
// stays where it was. Dragging is for mouse and touch; the buttons do the same for the keyboard.

const EDGE = 60; // pixels from the window's edge where a drag scrolls
const said = document.createElement("div");
said.className = "visually-hidden";
said.setAttribute("role", "status");
document.body.append(said);
const hint = document.createElement("div");
hint.className = "drop-hint";
hint.hidden = true;
document.body.append(hint);

const tree = () => document.querySelector(".menu-section");
const ids = () => [...document.querySelectorAll(".menu-tree li")].map(({ id }) => id);
const titleOf = (item) => item.querySelector(".menu-item strong").textContent;
let busy = false;

async function send(address, body) {
  if (busy) return;
  busy = true;
  tree().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.querySelector(".menu-section")) return location.assign(location.href);
    take(page, address);
  } catch {
    say("Nothing was changed: the server did not answer. Try again.");
    tree().removeAttribute("aria-busy");
  } finally {
    busy = false;
  }
}

/** What the answer shows in the place of what was there; an item's button has the same label before and after. */
function take(page, address) {
  const before = ids();
  const label = document.activeElement?.closest(".menu-section") && document.activeElement.getAttribute("aria-label");
  const opened = document.querySelector(".menu-add")?.open;
  for (const part of [".menu-section", ".menu-add"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
  takeMessages(page);
  prepare();
  const wrong = document.querySelector(".menu-add .errors :is(input, select)");
  const of = address.match(/\/menuitem\/(\d+)\//);
  const item = document.getElementById(of ? `item-${of[1]}` : ids().find((id) => !before.includes(id)));
  if (opened) document.querySelector(".menu-add").open = true;
  document.dispatchEvent(new CustomEvent("targets:added"));
  if (wrong) return wrong.focus();
  focus(item, label);
}

function focus(item, label) {
  if (!item) return tree().focus();
  const own = [...item.querySelectorAll(":scope > .menu-item :is(button, a)")];
  const again = own.find((one) => label && one.getAttribute("aria-label") === label);
  (again ?? own.find((one) => one.closest(".menu-item-moves")) ?? item).focus();
  item.scrollIntoView({ block: "nearest" });
  for (const one of document.querySelectorAll(".is-moved")) one.classList.remove("is-moved");
  item.classList.add("is-moved");
}

function takeMessages(page) {
  document.querySelector(".messagelist")?.remove();
  const list = page.querySelector(".messagelist");
  if (!list) return;
  document.getElementById("content-start").prepend(document.adoptNode(list));
  const words = [...list.querySelectorAll("li")].map((one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll("button").forEach((button) => button.remove());
    return copy.textContent.trim();
  });
  say(words.join(" ") + (list.querySelector("button") ? " It can be undone by the button above the tree." : ""));
}

/** The same sentence twice would not be heard twice. */
function say(words) {
  said.textContent = "";
  setTimeout(() => { said.textContent = words; }, 50);
}

document.addEventListener("submit", (event) => {
  const { submitter, target: form } = event;
  const isUndo = form.id === "from-message" && submitter?.formAction.includes("/navigation/menuitem/");
  if (!isUndo && !form.matches(".menu-steps, .menu-add form")) return;
  event.preventDefault();
  send(submitter?.hasAttribute("formaction") ? submitter.formAction : form.action, new FormData(form));
});

// Dragging

const drag = { item: null, over: null, position: "" };

function prepare() {
  for (const item of document.querySelectorAll(".menu-tree li[data-place]")) {
    const grip = document.createElement("span");
    grip.className = "menu-grip";
    grip.setAttribute("aria-hidden", "true");
    grip.title = "Drag to move";
    item.querySelector(".menu-item").prepend(grip);
  }
}

function found(x, y) {
  const row = document.elementFromPoint(x, y)?.closest(".menu-item");
  const item = row?.closest("li[data-place]");
  if (!item || drag.item.contains(item)) return [null, ""];
  const { top, height } = row.getBoundingClientRect();
  const part = (y - top) / height;
  return [item, part < 0.3 ? "before" : part > 0.7 ? "after" : "inside"];
}

function mark(item, position) {
  drag.over?.classList.remove("drop-before", "drop-after", "drop-inside");
  [drag.over, drag.position] = [item, position];
  item?.classList.add(`drop-${position}`);
  const words = { before: "Before", after: "After", inside: "Below" }[position];
  hint.textContent = item ? `${words} “${titleOf(item)}”` : `“${titleOf(drag.item)}”: stays where it is`;
}

function moved(event) {
  mark(...found(event.clientX, event.clientY));
  hint.style.insetInlineStart = `${Math.min(event.clientX + 16, innerWidth - hint.offsetWidth - 8)}px`;
  hint.style.insetBlockStart = `${Math.min(event.clientY + 16, innerHeight - hint.offsetHeight - 8)}px`;
  if (event.clientY < EDGE) scrollBy(0, -12);
  if (event.clientY > innerHeight - EDGE) scrollBy(0, 12);
}

function ended(isDrop) {
  const { item, over, position } = drag;
  if (!item) return;
  mark(null, "");
  item.classList.remove("is-dragged");
  hint.hidden = true;
  drag.item = null;
  if (!isDrop || !over) return say(`“${titleOf(item)}” stays where it is.`);
  const body = new FormData(item.closest("form"));
  for (const [name, value] of Object.entries({
    target: over.id.replace("item-", ""), position, above: over.dataset.above,
  })) body.set(name, value);
  send(item.dataset.place, body);
}

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest?.(".menu-grip");
  if (!grip || event.button || busy) return;
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  drag.item = grip.closest("li");
  drag.item.classList.add("is-dragged");
  hint.hidden = false;
  moved(event);
});
document.addEventListener("pointermove", (event) => drag.item && moved(event));
document.addEventListener("pointerup", () => ended(true));
document.addEventListener("pointercancel", () => ended(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drag.item) ended(false);
});

prepare();
