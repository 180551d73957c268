// Images of the library in the text. Stored are the image's number and the words beside it; the sizes come when the
// text is shown. The image is chosen in the library's dialog, which listens for "library:choose".

import { Node, Plugin, mergeAttributes } from "django-prose-editor/editor";
import { ask, labelled, make } from "nidairp/text-parts";

function choose({ choose, upload }, file) {
  return new Promise((resolve) => {
    document.dispatchEvent(new CustomEvent("library:choose", { detail: { choose, upload, file, chosen: (image) => resolve(image) } }));
  });
}

async function known(options, number) {
  const answer = await fetch(`${options.choose}?number=${number}`).catch(() => null);
  return answer?.ok ? (await answer.json()).results[0] ?? null : null;
}

/** Asks for the words of an image here: it needs some, or the remark that it needs none. */
async function askForWords(image, { alt = "", decorative = false } = {}) {
  const words = make("textarea", { rows: 2, maxLength: 500, value: alt });
  const ornament = make("input", { type: "checkbox", checked: decorative });
  const said = make("p", { role: "alert", className: "library-said is-wrong" });
  const fields = [labelled("Alternative text", words, "What the image shows here, for people who cannot see it.")];
  if (image?.description) {
    const use = make("button", { type: "button", textContent: "Use it here" });
    use.addEventListener("click", () => {
      words.value = image.description;
      ornament.checked = false;
      words.focus();
    });
    fields.push(make("p", { className: "image-suggestion" }, "Suggested: ", make("q", { textContent: image.description }), " ", use));
  }
  const tick = labelled("Decorative: it adds nothing to the text", ornament);
  tick.classList.add("is-tick");
  const shown = image ? [make("img", { className: "text-dialog-image", src: image.shown.url, alt: "" })] : [];
  return ask({
    title: "Image in the text",
    submit: "Put it in",
    fields: [...shown, ...fields, tick, said],
    answer: () => {
      const text = words.value.trim();
      if (ornament.checked && text) said.textContent = "A decorative image has no alternative text: take the text out, or untick “decorative”.";
      else if (ornament.checked) return { alt: "" };
      else if (text) return { alt: text };
      else said.textContent = "Say in a sentence what the image shows, or tick “decorative”.";
      words.focus();
      return null;
    },
  });
}

async function insert(editor, options, file) {
  const image = await choose(options, file);
  const words = image && (await askForWords(image));
  if (!words) return editor.commands.focus();
  // Not into the middle of a sentence: behind the paragraph, or in its place if it is empty.
  const { $to } = editor.state.selection;
  const node = { type: "textImage", attrs: { image: String(image.id), alt: words.alt } };
  const chain = editor.chain().focus();
  if ($to.parent.isTextblock && $to.parent.content.size) chain.insertContentAt($to.after(), node).run();
  else chain.insertContent(node).run();
  return true;
}

const LEFT_OUT = "A picture in what you pasted was left out: upload it with the image button, or copy and paste it by itself.";
const NO_PICTURE = "Only pictures can be dropped into the text. Attach other files further down.";
const wordsOf = (html) => html.replace(/<style[^]*?<\/style>|<!--[^]*?-->|<[^>]*>|&nbsp;/gi, "").trim();
const pictureIn = (files) => [...files].find(({ type }) => type.startsWith("image/"));

/** Below the editor, where it is read out, too. */
function say(editor, text) {
  const box = editor.view.dom.closest(".prose-editor") ?? editor.view.dom.parentElement;
  let said = box.querySelector(":scope > .text-image-said");
  if (!said) box.append((said = make("p", { role: "status", className: "text-image-said" })));
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = text));
}

/** A picture by itself is uploaded. Of a text that has some only the words come along: they lie elsewhere. */
function pasted(editor, options, data) {
  const html = data.getData("text/html");
  const picture = pictureIn(data.files);
  if (picture && !wordsOf(html)) insert(editor, options, picture);
  else if (!html.includes("data-pm-slice") && /<img\b(?![^>]*data-image)/i.test(html)) say(editor, LEFT_OUT);
  return Boolean(picture && !wordsOf(html));
}

/** A file that nobody takes would be opened by the browser, in the place of the form. */
function dropped(editor, options, event) {
  const { files } = event.dataTransfer;
  if (!files.length) return false;
  event.preventDefault();
  const picture = pictureIn(files);
  const place = editor.view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (picture && place) editor.commands.setTextSelection(place.pos);
  if (picture) insert(editor, options, picture);
  else say(editor, NO_PICTURE);
  return true;
}

/** The image as the editor shows it: its picture, its alternative text, and the caption to type into. */
function view({ editor, node, getPos, extension }) {
  const picture = make("img", { alt: "", contentEditable: "false" });
  const said = make("span", { className: "text-image-words" });
  const change = make("button", { type: "button", textContent: "Change its text" });
  const remove = make("button", { type: "button", textContent: "Take it out" });
  const bar = make("div", { className: "text-image-bar", contentEditable: "false" }, said, change, remove);
  const caption = make("figcaption", { "data-placeholder": "Caption" });
  const dom = make("figure", { className: "text-image" }, picture, bar, caption);
  let image = null;
  const show = () => {
    const { alt } = node.attrs;
    said.textContent = alt === null ? "No alternative text" : alt || "Decorative";
    said.classList.toggle("is-wrong", alt === null);
  };
  change.addEventListener("click", async () => {
    const { alt } = node.attrs;
    const words = await askForWords(image, { alt: alt ?? "", decorative: alt === "" });
    if (words) editor.chain().focus().setNodeSelection(getPos()).updateAttributes("textImage", words).run();
  });
  remove.addEventListener("click", () => editor.chain().focus().deleteRange({ from: getPos(), to: getPos() + node.nodeSize }).run());
  known(extension.options, node.attrs.image).then((found) => {
    image = found;
    if (found) Object.assign(picture, { src: found.shown.url, width: found.shown.width, height: found.shown.height });
    else picture.replaceWith(make("p", { className: "is-wrong", textContent: "This image is no longer in the library.", contentEditable: "false" }));
  });
  show();
  return {
    dom,
    contentDOM: caption,
    stopEvent: (event) => bar.contains(event.target),
    ignoreMutation: (change) => !caption.contains(change.target),
    update(next) {
      if (next.type !== node.type || next.attrs.image !== node.attrs.image) return false;
      node = next;
      show();
      return true;
    },
  };
}

export const TextImage = Node.create({
  name: "textImage",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,
  defining: true,

  addOptions() {
    return { choose: "", upload: "" };
  },

  addAttributes() {
    return { image: { default: null, rendered: false }, alt: { default: null, rendered: false } };
  },

  parseHTML() {
    const attributes = (image) => ({ image: image.dataset.image, alt: image.getAttribute("alt") });
    return [
      {
        tag: "figure",
        getAttrs: (figure) => {
          const image = figure.querySelector("img[data-image]");
          return image ? attributes(image) : false;
        },
        contentElement: (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption"),
      },
      { tag: "img[data-image]", getAttrs: attributes },
    ];
  },

  renderHTML({ node, HTMLAttributes }) {
    const image = { "data-image": node.attrs.image };
    if (node.attrs.alt !== null) image.alt = node.attrs.alt;
    return ["figure", mergeAttributes(HTMLAttributes), ["img", image], ["figcaption", 0]];
  },

  addNodeView() {
    return view;
  },

  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [
      new Plugin({
        props: {
          handlePaste: (_, event) => pasted(editor, options, event.clipboardData),
          handleDrop: (_, event) => dropped(editor, options, event),
        },
      }),
    ];
  },

  addCommands() {
    return {
      addTextImage: () => ({ editor }) => {
        insert(editor, this.options);
        return true;
      },
    };
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "textImage",
      groups: "link",
      priority: 90,
      button: buttons.material("image", "image"),
      command: (editor) => editor.commands.addTextImage(),
      active: (editor) => editor.isActive("textImage"),
    });
  },
});
