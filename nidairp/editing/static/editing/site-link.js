// Links that name what they lead to. The dialog finds pages, posts, publications and files by their words; what is
// chosen is stored as "object:news.post:12", and gets its present address when the text is shown.

import { Link } from "django-prose-editor/editor";
import { ask, labelled, make } from "nidairp/text-parts";

const SCHEME = "object:";
const ADDRESS = /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)\S*$/i;

async function asked(address, query) {
  const answer = await fetch(`${address}?${new URLSearchParams(query)}`).catch(() => null);
  return answer?.ok ? (await answer.json()).results : null;
}

/** What stands behind the "#" of an address. */
function sectionIn(href) {
  const named = href.split("#")[1] ?? "";
  try {
    return decodeURIComponent(named);
  } catch {
    return named;
  }
}

const described = ({ title, kind, public: isPublic }) => `${kind}: ${title}${isPublic ? "" : " (not published)"}`;

class LinkDialog {
  constructor(options, href, hasText) {
    const isNamed = href.startsWith(SCHEME);
    Object.assign(this, { find: options.find, chosen: isNamed ? href.split("#")[0] : "", hasText });
    this.section = make("select");
    this.sections = labelled("Section", this.section);
    this.sections.hidden = true;
    this.wanted = isNamed ? sectionIn(href) : "";
    this.search = make("input", { type: "search", maxLength: 200, autocomplete: "off" });
    this.address = make("input", { type: "text", value: this.chosen ? "" : href, autocomplete: "off", spellcheck: false });
    this.said = make("p", { role: "status", className: "library-said" });
    this.list = make("ul", { className: "link-found" });
    this.target = make("p", { className: "link-target" });
    let waiting;
    this.search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.look(), 250);
    });
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.look();
    });
    this.address.addEventListener("input", () => this.choose(null));
  }

  async open(isLink) {
    if (this.chosen) this.showChosen();
    const remove = make("button", { type: "button", className: "danger", textContent: "Take the link out" });
    remove.addEventListener("click", () => remove.dialog.give({ remove: true }));
    return ask({
      title: isLink ? "Change the link" : "Link",
      submit: isLink ? "Change" : "Link",
      actions: isLink ? [remove] : [],
      fields: [
        labelled("Search pages, posts, publications and files", this.search, "What you choose stays linked wherever it moves to."),
        this.said,
        this.list,
        labelled("Or an address", this.address, "It begins with https://, http://, mailto:, tel: or /."),
        this.target,
        this.sections,
      ],
      answer: () => this.answer(),
    });
  }

  async showChosen() {
    const results = await asked(this.find, { object: this.chosen });
    if (results?.length) {
      this.target.textContent = `Leads to ${described(results[0])}`;
      this.offerSections(results[0].sections);
    } else this.warn("What this led to is no longer there. Choose something else, or take the link out.");
  }

  async look() {
    const words = this.search.value;
    const results = await asked(this.find, { q: words });
    if (words !== this.search.value) return;
    if (!results) return this.warn("The site does not answer. Try again, or log in again in another tab.");
    this.list.replaceChildren(...results.map((row) => this.row(row)));
    this.say(results.length ? `${results.length} found` : "Nothing has these words. Try fewer of them.");
  }

  row(result) {
    const button = make("button", { type: "button" }, make("span", { textContent: result.title }), make("small", { textContent: `${result.kind}${result.public ? "" : ", not published"} · ${result.address}` }));
    button.addEventListener("click", () => this.choose(result));
    return make("li", {}, button);
  }

  offerSections(sections = []) {
    const options = sections.map(([level, name, words]) => new Option(`${"\u2003".repeat(level - 2)}${words}`, name));
    this.section.replaceChildren(new Option("The whole page, from the top", ""), ...options);
    this.sections.hidden = !sections.length;
    this.section.value = this.wanted;
    if (this.section.selectedIndex > -1) return;
    this.section.value = "";
    this.warn(`The section “${this.wanted}” that this led to is no longer there: choose another.`);
  }

  /** Only of what is chosen, and only if nothing else has been chosen meanwhile. */
  async askSections() {
    const chosen = this.chosen;
    this.wanted = "";
    this.offerSections();
    const results = chosen && (await asked(this.find, { object: chosen }));
    if (results && chosen === this.chosen) this.offerSections(results[0]?.sections);
  }

  choose(result) {
    this.chosen = result?.object ?? "";
    this.askSections();
    this.title = result?.title ?? "";
    if (result) this.address.value = "";
    for (const button of this.list.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.firstChild.textContent === this.title && Boolean(result)));
    }
    this.target.textContent = result ? `Leads to ${described(result)}` : "";
    if (result) this.say(`Chosen: ${described(result)}`);
  }

  answer() {
    const typed = this.address.value.trim();
    if (this.chosen) {
      const part = this.section.value && `#${this.section.value}`;
      return { href: `${this.chosen}${part}`, text: part ? this.section.selectedOptions[0].text.trim() : this.title };
    }
    if (ADDRESS.test(typed)) return { href: typed, text: typed };
    if (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(typed)) return { href: `https://${typed}`, text: typed };
    this.warn(typed ? "This is not an address that a link can have: it begins with https://, http://, mailto:, tel: or /." : "Choose something above, or type an address.");
    this.address.focus();
    return null;
  }

  say(text) {
    this.said.classList.remove("is-wrong");
    this.said.textContent = text;
  }

  warn(text) {
    this.said.classList.add("is-wrong");
    this.said.textContent = text;
  }
}

async function edit(editor, options) {
  const isLink = editor.isActive("link");
  const { empty } = editor.state.selection;
  const given = await new LinkDialog(options, editor.getAttributes("link").href ?? "", !empty).open(isLink);
  const chain = editor.chain().focus();
  if (!given) chain.run();
  else if (given.remove) chain.extendMarkRange("link").unsetLink().run();
  else if (isLink) chain.extendMarkRange("link").setLink({ href: given.href }).run();
  else if (!empty) chain.setLink({ href: given.href }).run();
  else chain.insertContent({ type: "text", text: given.text || given.href, marks: [{ type: "link", attrs: { href: given.href } }] }).unsetMark("link").run();
}

export const SiteLink = Link.extend({
  addOptions() {
    return { ...this.parent?.(), find: "", autolink: false };
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.material("insert_link", "link"),
      command: (editor) => editor.commands.addLink(),
      active: (editor) => editor.isActive("link"),
    });
    menu.defineItem({
      name: "unlink",
      groups: "link",
      button: buttons.material("link_off", "remove link"),
      command: (editor) => editor.chain().focus().extendMarkRange("link").unsetLink().run(),
      hidden: (editor) => !editor.isActive("link"),
    });
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        edit(editor, this.options);
        return true;
      },
    };
  },
});
