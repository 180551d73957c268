// Asks for the findings again while the form is typed in, and leads from a finding to its place in the form.
"use strict";

const PAUSE = 1200; // milliseconds without a key before the text is checked

const panel = document.getElementById("quality");
const form = document.querySelector("#content-main form");
const shown = panel.querySelector(".quality-panel");
const said = panel.querySelector("[role=status]");
const outcome = () => shown.querySelector(".quality-outcome").textContent.trim();

// The outcome stands beside the buttons too, where one decides to publish.
const beside = document.createElement("a");
beside.href = "#quality";
beside.className = "quality-beside";
form.querySelector(".submit-row")?.append(beside);

/** The form as it stands; files stay here, and of a chosen one its name is enough. */
function typed() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

let last = 0;
async function check() {
  const number = ++last;
  const body = typed();
  const answer = await fetch(panel.dataset.address, { method: "POST", body, redirect: "error" }).catch(() => null);
  if (!answer?.ok || number !== last) return;
  const before = outcome();
  const open = document.activeElement?.closest(".quality-panel") && document.activeElement.textContent;
  shown.innerHTML = await answer.text();
  mark();
  if (outcome() !== before) said.textContent = outcome();
  if (open) [...shown.querySelectorAll("a")].find((link) => link.textContent === open)?.focus();
}

function mark() {
  const { errors, advice } = shown.querySelector(".quality-outcome").dataset;
  panel.dataset.state = Number(errors) ? "error" : Number(advice) ? "advice" : "good";
  beside.textContent = errors === undefined ? "" : outcome();
  beside.dataset.state = panel.dataset.state;
}

let waiting;
function later() {
  clearTimeout(waiting);
  waiting = setTimeout(check, PAUSE);
}

/** The element of a rich text that a finding is about; what the editor itself puts in does not count. */
function inText(area, tag, index) {
  const own = ":not([class*=ProseMirror-])";
  return area.querySelectorAll(tag + own)[index];
}

function goToText(area, link) {
  const editor = area.editor;
  const element = link.dataset.tag && inText(area, link.dataset.tag, Number(link.dataset.index));
  // An image has buttons of its own, and no text to put the cursor into.
  const button = link.dataset.tag === "img" && element?.closest("figure")?.querySelector("button");
  if (button) {
    button.focus();
  } else if (element && editor) {
    const start = editor.view.posAtDOM(element, 0);
    const end = editor.view.posAtDOM(element, element.childNodes.length);
    editor.chain().focus().setTextSelection({ from: start, to: end }).run();
  } else {
    area.focus();
  }
  (element ?? area).scrollIntoView({ block: "center" });
}

function goTo(link) {
  const target = document.getElementById(link.hash.slice(1));
  if (!target) return;
  target.closest("details")?.setAttribute("open", "");
  const area = target.parentElement.querySelector(".ProseMirror[contenteditable]");
  if (area) return goToText(area, link);
  const chooser = target.nextElementSibling?.querySelector(".select2-selection") ?? document.getElementById(`${target.id}_choose`);
  const inside = target.matches("input, textarea, select") ? target : target.querySelector("input:not([type=hidden]), select, a");
  (chooser ?? inside ?? target).focus();
  target.scrollIntoView({ block: "center" });
}

panel.addEventListener("click", (event) => {
  const link = event.target.closest(".quality-panel a");
  if (!link) return;
  event.preventDefault();
  goTo(link);
});
for (const kind of ["input", "change"]) form.addEventListener(kind, later);
// Rows of tables and the chooser of publications tell jQuery alone.
window.django?.jQuery(document).on("change formset:added formset:removed", later);
mark();
// A new form that came with a title is a text already.
if (!("errors" in shown.querySelector(".quality-outcome").dataset) && form.elements.title?.value) check();
