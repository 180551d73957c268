// A field for an address that also finds pages, posts, categories and publications by words of their titles.
// Without this script it is a field for an address. The list follows the ARIA pattern of a combobox.

const WAIT = 200; // milliseconds after the last letter
const isAddress = (text) => /^(\/|https?:)/i.test(text);

class Chooser {
  constructor(input, number) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = `targets-${number}`;
    this.list.className = "target-list";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Found");
    this.status = document.createElement("span");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    const box = document.createElement("span");
    box.className = "target-box";
    input.replaceWith(box);
    box.append(input, this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    // The press, not the click: by then the field has lost the focus and the list is closed.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => this.choose(target.closest("[role=option]")));
  }

  typed() {
    clearTimeout(this.timer);
    const words = this.input.value.trim();
    if (words.length < 2 || isAddress(words)) return this.close();
    this.timer = setTimeout(() => this.find(words), WAIT);
  }

  async find(words) {
    const answer = await fetch(`${this.input.dataset.targets}?q=${encodeURIComponent(words)}`);
    if (!answer.ok || this.input.value.trim() !== words || document.activeElement !== this.input) return;
    const { found } = await answer.json();
    this.list.replaceChildren(...found.map((one, place) => this.option(one, place)));
    this.status.textContent = found.length ? `${found.length} found. Use the arrow keys.` : "Nothing found.";
    this.open(found.length > 0);
  }

  option({ address, title, kind }, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.dataset.address = address;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const [name, where] = [document.createElement("bdi"), document.createElement("span")];
    name.textContent = title;
    where.textContent = `${kind}, ${address}`;
    option.append(name, where);
    return option;
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.mark(null);
  }

  close() {
    clearTimeout(this.timer);
    this.open(false);
  }

  mark(option) {
    for (const one of this.list.children) one.setAttribute("aria-selected", String(one === option));
    this.marked = option;
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    if (!option) return;
    this.input.value = option.dataset.address;
    this.status.textContent = `Chosen: ${option.firstChild.textContent}`;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  pressed(event) {
    if (this.list.hidden) return;
    const options = [...this.list.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const place = this.marked ? options.indexOf(this.marked) + step : step < 0 ? options.length - 1 : 0;
      this.mark(options[(place + options.length) % options.length]);
    } else if (event.key === "Enter" && this.marked) this.choose(this.marked);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}

document.querySelectorAll("input.target-chooser").forEach((input, number) => new Chooser(input, number));
