// What stands in the fields of a form, and how to put it there.
//
// A value is a text, a boolean or a list; that of a chooser goes with the words that are shown for it.

const NEVER = new Set(["csrfmiddlewaretoken", "version"]);
const TYPES = new Set(["password", "file", "submit", "button", "reset", "image"]);
const COUNTS = /-(INITIAL|MIN_NUM|MAX_NUM)_FORMS$/;

const isKept = ({ name, type, dataset }) =>
  name && !name.startsWith("_") && !NEVER.has(name) && !TYPES.has(type) && !COUNTS.test(name) &&
  !name.includes("__prefix__") && !("notKept" in dataset);

/** { name: { value, words } }; ``stored``: as the server sent it, whatever has been typed since. */
export function read(form, { stored = false } = {}) {
  const values = {};
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    const found = valueOf(field, stored);
    if (found) values[field.name] = found;
  }
  return values;
}

function valueOf(field, stored) {
  if (field.type === "checkbox") return { value: stored ? field.defaultChecked : field.checked };
  if (field.type === "radio") return (stored ? field.defaultChecked : field.checked) ? { value: field.value } : null;
  if (field.tagName === "SELECT") return chosen(field, stored);
  return { value: stored ? field.defaultValue : field.value };
}

function chosen(select, stored) {
  let options = [...select.options].filter((option) => (stored ? option.defaultSelected : option.selected));
  if (!options.length && !select.multiple) options = [...select.options].slice(0, 1);
  const words = options.map((option) => option.text.trim()).join(", ");
  const values = options.map((option) => option.value);
  return { value: select.multiple ? values : values[0] ?? "", words };
}

const same = (one, other) => JSON.stringify(one?.value) === JSON.stringify(other?.value);

/** The fields of which ``values`` say something else than ``others``. */
export const differing = (values, others) =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => !same(value, others[name])));

export function put(form, values) {
  for (const [name, value] of Object.entries(values)) {
    if (name.endsWith("-TOTAL_FORMS")) continue;
    if (!form.elements[name]) addRows(name);
    const found = form.elements[name];
    const fields = found instanceof RadioNodeList ? [...found] : [found];
    for (const field of fields) if (field && isKept(field)) putInto(field, value);
  }
}

/** Rows that were added below the form are added again. */
function addRows(name) {
  const [, table, number] = name.match(/^(.+)-(\d+)-\w+$/) ?? [];
  const add = table && document.querySelector(`#${CSS.escape(table)}-group .add-row a`);
  for (let tries = 0; add && tries <= Number(number) && !document.getElementsByName(name).length; tries++) add.click();
}

function putInto(field, { value, words }) {
  const area = field.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]");
  if (area?.editor) {
    area.editor.commands.setContent(value, { emitUpdate: true });
    return;
  }
  if (field.type === "checkbox") field.checked = value;
  else if (field.type === "radio") field.checked = field.value === value;
  else if (field.tagName === "SELECT") choose(field, [value].flat(), words);
  else field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

/** A chooser that asks the server holds only what was chosen before: what is put back is added to it. */
function choose(select, values, words) {
  for (const value of values) {
    if (![...select.options].some((option) => option.value === value)) select.add(new Option(words, value));
  }
  for (const option of select.options) option.selected = values.includes(option.value);
  window.django?.jQuery(select).trigger("change");
}

/** What a field is called on the page. */
export function nameOf(form, name) {
  const field = form.elements[name] instanceof RadioNodeList ? form.elements[name][0] : form.elements[name];
  const label = field?.labels?.[0]?.textContent ?? field?.getAttribute("aria-label") ?? name.split("-").at(-1);
  return label.trim().replace(/:$/, "");
}

/** Known before the editor has come, which it does in its own time. */
const isRichText = (field) => Object.keys(field?.dataset ?? {}).some((name) => name.startsWith("djangoProseEditor"));

/** What a value reads as; of a rich text, its words. */
export function readable(form, name, { value, words } = { value: "" }) {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (words !== undefined) return words;
  if (!isRichText(form.elements[name])) return String(value);
  const parsed = new DOMParser().parseFromString(value, "text/html");
  for (const block of parsed.querySelectorAll("p, li, h2, h3, h4, td, th, br")) block.after(" ");
  return parsed.body.textContent.replace(/\s+/g, " ").trim();
}
