// The buttons above a rich text as one stop of the Tab key, as in every toolbar: the arrow keys go through them. It
// also says what is seen only: which marks are on, and whether the list of headings is open (django-prose-editor 0.28).
"use strict";

(() => {
  const BUTTON = ".prose-menubar__button";
  const seen = (bar) => [...bar.querySelectorAll(BUTTON)].filter((button) => button.checkVisibility());
  const STEPS = {
    ArrowRight: (at) => at + 1,
    ArrowLeft: (at) => at - 1,
    Home: () => 0,
    End: () => -1,
  };

  function stopAt(bar, chosen) {
    for (const button of bar.querySelectorAll(BUTTON)) button.tabIndex = button === chosen ? 0 : -1;
  }

  function move(bar, event) {
    const buttons = seen(bar);
    const at = buttons.indexOf(event.target);
    if (at < 0 || !STEPS[event.key]) return;
    event.preventDefault();
    buttons.at(STEPS[event.key](at) % buttons.length).focus();
  }

  function say(bar) {
    for (const button of bar.querySelectorAll(`${BUTTON}[data-name]`)) {
      if (button.classList.contains("active")) button.setAttribute("aria-pressed", "true");
      else button.removeAttribute("aria-pressed");
    }
    const buttons = seen(bar);
    if (!buttons.some((button) => button.tabIndex === 0)) stopAt(bar, buttons[0]);
  }

  function nameList(picker) {
    const button = picker.parentElement.querySelector(BUTTON);
    if (!button) return;
    button.setAttribute("aria-haspopup", "true");
    button.setAttribute("aria-expanded", "false");
    picker.addEventListener("toggle", ({ newState }) => button.setAttribute("aria-expanded", String(newState === "open")));
  }

  function make(bar) {
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "Formatting");
    bar.addEventListener("keydown", (event) => move(bar, event));
    bar.addEventListener("focusin", ({ target }) => target.matches(BUTTON) && stopAt(bar, target));
    bar.querySelectorAll(".prose-menubar__picker").forEach(nameList);
    new MutationObserver(() => say(bar)).observe(bar, { attributeFilter: ["class"], subtree: true });
    stopAt(bar, seen(bar)[0]);
    say(bar);
  }

  // The editor is ready a moment before its buttons are there.
  document.addEventListener("prose-editor:ready", ({ detail: { textarea } }) => {
    const box = textarea.parentElement;
    const found = () => box.querySelector(".prose-menubar");
    if (found()) make(found());
    else new MutationObserver((_, waiting) => found() && (waiting.disconnect(), make(found()))).observe(box, { childList: true, subtree: true });
  });
})();
