// The box that offers a text which was typed and not saved: show what differs, put it back, discard.

import { difference } from "./difference.js";
import * as fields from "./fields.js";

export function makeOffer(region, form, offer) {
  const place = region.querySelector("[data-kept]");
  const shown = (which) => {
    place.replaceChildren(region.querySelector(`template[${which}]`).content.cloneNode(true));
    return place;
  };
  shown("data-offer").querySelector("time").replaceWith(clock(offer.entry.at, region.dataset.timeZone));
  const list = place.querySelector("dl");
  list.append(...lines(form, offer));

  const deeds = {
    show(button) {
      list.hidden = !list.hidden;
      button.setAttribute("aria-expanded", String(!list.hidden));
    },
    put() {
      const now = fields.read(form);
      fields.put(form, offer.values);
      offer.keep();
      offer.forget();
      undo(shown("data-put"), () => {
        fields.put(form, Object.fromEntries(Object.keys(offer.values).map((name) => [name, now[name] ?? { value: "" }])));
        offer.put();
        makeOffer(region, form, offer);
      });
    },
    discard() {
      offer.forget();
      undo(shown("data-discarded"), () => {
        offer.put();
        makeOffer(region, form, offer);
      });
    },
  };
  for (const button of place.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => deeds[button.dataset.do](button));
  }
}

function undo(place, deed) {
  const button = place.querySelector("button");
  button.addEventListener("click", () => {
    deed();
    place.querySelector("button").focus();
  });
  button.focus();
}

/** The field's name, and under it the words around, those that are stored and those that were typed. */
function lines(form, { values, stored }) {
  const shown = Object.keys(values).filter((name) => !name.endsWith("-TOTAL_FORMS"));
  return shown.flatMap((name) => {
    const texts = [stored[name], values[name]].map((value) => fields.readable(form, name, value));
    const { before, old, now, after } = difference(...texts);
    const said = element("dd", element("span", before), element("del", old), " ", element("ins", now), element("span", after));
    return [element("dt", fields.nameOf(form, name)), said];
  });
}

function element(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

/** The time at the institute, with the day where that is not today. */
function clock(moment, timeZone) {
  const day = (at) => new Date(at).toLocaleDateString("en-US", { timeZone, month: "long", day: "numeric" });
  const time = new Date(moment).toLocaleTimeString("en-US", { timeZone, hour: "numeric", minute: "2-digit" });
  return day(moment) === day(Date.now()) ? time : `${time}, ${day(moment)}`;
}
