// A field for an image as a picture with buttons; without this script it is a field for the image's number.
"use strict";
(() => {
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  function enhance(box) {
    const field = box.querySelector(".image-number");
    const shown = box.querySelector(".image-chosen");
    const label = document.querySelector(`label[for="${field.id}"]`)?.textContent.trim().replace(/:$/, "") ?? "image";
    const choose = make("button", { type: "button", id: `${field.id}_choose` });
    const remove = make("button", { type: "button", textContent: "Take it out" });
    const said = make("span", { className: "image-said" });
    said.setAttribute("role", "status");
    choose.setAttribute("aria-describedby", field.getAttribute("aria-describedby") ?? "");
    remove.setAttribute("aria-label", `Take it out: ${label.toLowerCase()}`);

    // Other scripts keep and check what is typed: they are told, and may put a number in themselves.
    let current = field.value;
    const tell = () => {
      current = field.value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const refresh = () => {
      choose.textContent = field.value ? "Choose another image" : "Choose or upload an image";
      choose.setAttribute("aria-label", `${label}: ${choose.textContent.toLowerCase()}`);
      remove.hidden = !field.value;
      offer(box, field, said);
    };
    const put = (image, note) => {
      field.value = image.id;
      shown.replaceChildren(...described(image));
      refresh();
      said.textContent = note || `“${image.title}” is chosen.`;
      tell();
      choose.focus();
    };
    const open = (file) => document.dispatchEvent(new CustomEvent("library:choose", { detail: { ...box.dataset, chosen: put, file } }));

    choose.addEventListener("click", () => open());
    remove.addEventListener("click", () => {
      field.value = "";
      shown.replaceChildren();
      refresh();
      said.textContent = "There is no image now.";
      tell();
      choose.focus();
    });
    field.addEventListener("change", async () => {
      if (field.value === current) return;
      current = field.value;
      const image = current && (await known(box.dataset.choose, current));
      shown.replaceChildren(...(image ? described(image) : []));
      refresh();
    });
    box.addEventListener("dragover", (event) => event.preventDefault());
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) open(event.dataTransfer.files[0]);
    });
    label && document.querySelector(`label[for="${field.id}"]`)?.setAttribute("for", choose.id);
    box.classList.add("is-scripted");
    box.append(make("div", { className: "button-row" }, choose, remove), said);
    refresh();
  }

  async function known(address, number) {
    const answer = await fetch(`${address}?${new URLSearchParams({ number })}`).catch(() => null);
    return answer?.ok ? (await answer.json()).results[0] ?? null : null;
  }

  function described(image) {
    const { url, width, height } = image.shown;
    const link = make("a", { href: image.url, target: "_blank", textContent: image.title });
    const parts = [
      make("img", { src: url, width, height, alt: "" }),
      make("p", {}, link, " ", make("span", { className: "image-measures", textContent: image.measures })),
    ];
    if (image.description) {
      parts.push(make("p", { className: "image-suggestion" }, "Suggested alternative text: ", make("q", { textContent: image.description })));
    }
    return parts;
  }

  /** The library's words are offered, and taken by whoever finds that they say it here too. */
  function offer(box, field, said) {
    const suggestion = box.querySelector(".image-suggestion");
    const words = document.getElementById(`${field.id}_alt`);
    if (!suggestion || !words) return;
    const use = make("button", { type: "button", textContent: "Use it here" });
    use.addEventListener("click", () => {
      words.value = suggestion.querySelector("q").textContent;
      words.dispatchEvent(new Event("input", { bubbles: true }));
      said.textContent = "The suggestion is the alternative text now. Change it if it does not fit.";
      words.focus();
    });
    suggestion.append(" ", use);
  }

  document.querySelectorAll(".image-chooser").forEach(enhance);
})();
