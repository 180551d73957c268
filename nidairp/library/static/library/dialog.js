// The dialog that chooses an image of the library or uploads one. Whoever wants an image sends the event
// "library:choose" with the addresses to ask and a function that takes what was chosen.
"use strict";
(() => {
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  class Chooser {
    constructor() {
      this.search = make("input", { type: "search", id: "library-search", maxLength: 200, autocomplete: "off" });
      this.file = make("input", { type: "file", id: "library-file", accept: "image/*" });
      this.said = make("p", { role: "status", className: "library-said" });
      this.list = make("ul", { className: "library-found" });
      this.more = make("button", { type: "button", textContent: "Show more", hidden: true });
      this.dialog = make("dialog", { className: "library-dialog" }, this.head(), this.tools(), this.said, this.list, this.more);
      this.dialog.setAttribute("aria-labelledby", "library-heading");
      document.body.append(this.dialog);
      this.listen();
    }

    head() {
      const close = make("button", { type: "button", textContent: "Close" });
      close.addEventListener("click", () => this.dialog.close());
      return make("header", {}, make("h2", { id: "library-heading", textContent: "Choose an image" }), close);
    }

    tools() {
      const searching = make("div", {}, make("label", { htmlFor: "library-search", textContent: "Search the library" }), this.search);
      const label = make("label", { htmlFor: "library-file", textContent: "Or upload a new one: choose a file, or drop it here" });
      return make("div", { className: "library-tools" }, searching, make("div", {}, label, this.file));
    }

    listen() {
      let waiting;
      this.search.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => this.find(1), 250);
      });
      this.search.addEventListener("keydown", (event) => {
        if (event.key === "Enter") event.preventDefault();
      });
      this.more.addEventListener("click", () => this.find(this.page + 1));
      this.file.addEventListener("change", () => this.upload(this.file.files[0]));
      this.dialog.addEventListener("dragover", (event) => event.preventDefault());
      this.dialog.addEventListener("drop", (event) => {
        event.preventDefault();
        this.upload(event.dataTransfer.files[0]);
      });
    }

    open({ choose, upload, chosen, file }) {
      Object.assign(this, { addresses: { choose, upload }, chosen });
      this.search.value = "";
      this.file.value = "";
      this.dialog.showModal();
      this.search.focus();
      return file ? this.upload(file) : this.find(1);
    }

    async find(page) {
      const asked = new URLSearchParams({ q: this.search.value, page });
      const answer = await fetch(`${this.addresses.choose}?${asked}`).catch(() => null);
      if (!answer?.ok) return this.say("The library does not answer. Try again, or log in again in another tab.");
      const { results, count, more } = await answer.json();
      if (asked.get("q") !== this.search.value) return undefined;
      if (page === 1) this.list.replaceChildren();
      this.page = page;
      const rows = results.map((image) => this.row(image));
      this.list.append(...rows);
      this.more.hidden = !more;
      if (page > 1) rows[0]?.querySelector("button").focus();
      return this.say(count ? `${count} image${count === 1 ? "" : "s"}` : "No image has these words. Try fewer of them, or upload one.");
    }

    row(image) {
      const picture = make("img", { src: image.thumb, alt: "", width: 120, height: 80, loading: "lazy" });
      const name = make("span", { textContent: image.title });
      const button = make("button", { type: "button" }, picture, name, make("small", { textContent: image.measures }));
      button.addEventListener("click", () => this.take(image));
      return make("li", {}, button);
    }

    async upload(file) {
      if (!file) return;
      this.say(`Uploading “${file.name}” and making its sizes …`);
      const sent = new FormData();
      sent.append("file", file);
      const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
      const answer = await fetch(this.addresses.upload, { method: "POST", body: sent, headers: { "X-CSRFToken": token } }).catch(() => null);
      const { image, note, errors } = await answer?.json().catch(() => ({})) ?? {};
      if (image) this.take(image, note);
      else this.say(errors?.map(plain).join(" ") ?? "The upload did not arrive. Try again, or log in again in another tab.", true);
    }

    take(image, note = "") {
      this.dialog.close();
      this.chosen(image, note);
    }

    say(text, wrong = false) {
      this.said.classList.toggle("is-wrong", wrong);
      this.said.textContent = text;
    }
  }

  const plain = (text) => new DOMParser().parseFromString(text, "text/html").body.textContent;
  let chooser;
  document.addEventListener("library:choose", ({ detail }) => (chooser ??= new Chooser()).open(detail));
})();
