// Says what Django's admin leaves unsaid to those who cannot see it: the names of fields, headers and buttons.
// What is seen stays as it is. The rich-text editor has a script of its own (nidairp/editing).

import { offerMarks } from "./admin/marked-text.js";
import { spellInSlugs } from "./admin/slug.js";
import { lookAfterKeptTexts } from "./open-form/page.js";

const labelOf = (field) =>
  field.getAttribute("aria-label") ??
  document.querySelector(`label[for="${field.id}"]`)?.textContent.trim().replace(/:$/, "") ??
  "";

/** An autocomplete field is a box of its own; the field's label names only the select that is hidden beside it. */
function nameBox(box) {
  const field = box.closest(".select2-container").previousElementSibling;
  const shown = box.querySelector(".select2-selection__rendered");
  box.id ||= `${field.id}_box`;
  box.setAttribute("aria-label", labelOf(field));
  box.setAttribute("aria-labelledby", `${box.id} ${shown.id}`);
  for (const name of ["role", "aria-readonly"]) shown.removeAttribute(name);
}

/** Date and time of one moment stand under one label that names neither. */
function nameMoment(input) {
  const part = input.classList.contains("vTimeField") ? "time" : "date";
  const label = input.closest(".flex-container").querySelector("label, legend")?.textContent.trim().replace(/:$/, "");
  input.setAttribute("aria-label", `${label ?? ""} (${part})`.trim());
}

function fillHeader(header) {
  const text = document.createElement("span");
  text.className = "visually-hidden";
  text.textContent = header.classList.contains("original") ? "Entry" : "Actions";
  header.append(text);
}

const mends = {
  ".select2-selection[role=combobox]": nameBox,
  // For the mouse alone, and read as part of the value; the keyboard has Delete.
  ".select2-selection__clear": (cross) => cross.setAttribute("aria-hidden", "true"),
  ".select2-search__field": (field) => field.setAttribute("aria-label", "Search"),
  ".datetime input": nameMoment,
  ".tabular th:empty": fillHeader,
  "[data-marked]": offerMarks,
  ".search-label-icon[aria-label]": (icon) => icon.setAttribute("role", "img"),
};

function mend(root) {
  for (const [selector, put] of Object.entries(mends)) {
    if (root.matches(selector)) put(root);
    root.querySelectorAll(selector).forEach(put);
  }
}

/** Whether the side navigation is open is said by the button that opens it. */
function sayState(sidebar) {
  const state = sidebar.getAttribute("aria-expanded");
  if (state === null) return;
  document.getElementById("toggle-nav-sidebar").setAttribute("aria-expanded", state);
  sidebar.removeAttribute("aria-expanded");
}

lookAfterKeptTexts(document.getElementById("admin-names").dataset.user);
spellInSlugs();
mend(document.body);
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) mend(node);
}).observe(document.body, { childList: true, subtree: true });

// The side navigation scrolls by itself: where one is stands in sight.
const sidebar = document.getElementById("nav-sidebar");
if (sidebar) {
  sayState(sidebar);
  const here = sidebar.querySelector(".current-model")?.getBoundingClientRect();
  if (here) sidebar.scrollTop = here.top - sidebar.getBoundingClientRect().top - sidebar.clientHeight / 2;
  new MutationObserver(() => sayState(sidebar)).observe(sidebar, { attributeFilter: ["aria-expanded"] });
}

// A row that somebody has asked for is written in next; what is searched for in it is asked for at once.
document.addEventListener("formset:added", ({ target: row }) => {
  if (!document.activeElement?.closest(".add-row")) return;
  const field = row.querySelector("input:not([type=hidden]), select, textarea");
  requestAnimationFrame(() => {
    if (field?.matches(".admin-autocomplete")) window.django.jQuery(field).select2("open");
    else field?.focus();
  });
});

// What is wrong in a form stands in a list above it: read first, and each leads to its field.
document.querySelector(".faults")?.focus();

// The browser brings only the caret of a text area into view, and the rest of it may lie under the row with "Save".
document.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
});
