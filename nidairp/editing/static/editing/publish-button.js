// The one control under the form: its words follow the publish time while it is typed. The server reads the same
// field again, and refuses a button that named another moment.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const control = document.querySelector(".publish-control");
  const field = document.getElementById("id_publish_at");
  const now = control?.querySelector(":scope > [name=_publish]");
  const later = control?.querySelector(":scope > [name=_schedule]");
  if (!field || !now || !later) return;

  const words = new Intl.DateTimeFormat("en-US", {
    timeZone: "UTC", year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", hour12: true,
  });

  // What is typed is wall time in the site's zone, so no zone may move it: it is read and written as if in one zone.
  function said(typed) {
    const parts = Object.fromEntries(words.formatToParts(new Date(`${typed}Z`)).map(({ type, value }) => [type, value]));
    return `${parts.month} ${parts.day}, ${parts.year}, ${parts.hour}:${parts.minute} ${parts.dayPeriod} ${control.dataset.zone}`;
  }

  function follow() {
    const typed = field.value.slice(0, 16);
    now.hidden = Boolean(typed);
    later.hidden = !typed;
    if (typed) {
      later.value = typed;
      later.textContent = `${control.dataset.words} ${said(typed)}`;
    }
  }

  field.addEventListener("input", follow);
  field.addEventListener("change", follow);
  follow();
});
