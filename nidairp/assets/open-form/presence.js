// Every half minute that the page is looked at: says that the form is open, and shows who else has it open.
// Where the session has ended, says so, and takes the new one up when there is one.

const EVERY = 30_000;

export function startPresence(region, form, page) {
  const said = region.querySelector("[data-presence]");
  const session = region.querySelector("[data-session]");
  const { address, object, user } = region.dataset;
  const isNew = object.endsWith("/new");
  // A tab that crashed has not said that it left; loaded again, it is no second one.
  const isAgain = performance.getEntriesByType("navigation")[0]?.type === "reload";
  let before = sessionStorage.getItem("left-form") ?? (isAgain ? sessionStorage.getItem("open-form") : null);
  sessionStorage.removeItem("left-form");
  sessionStorage.setItem("open-form", page);

  const token = () => form.elements.csrfmiddlewaretoken.value;
  const body = (values) => {
    const data = new FormData();
    for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token(), page, ...values })) data.set(name, value);
    return data;
  };
  async function asked(options) {
    const answer = await fetch(address, { redirect: "manual", ...options }).catch(() => null);
    if (answer) delete region.dataset.unheard;
    else region.dataset.unheard = "";
    return answer;
  }

  async function beat(again = true) {
    if (again && session.hasChildNodes()) return lookAfterSession(again);
    const values = isNew ? {} : { object };
    if (before) values.gone = before;
    const answer = await asked({ method: "POST", body: body(values) });
    if (!answer) return; // no network: nothing is known
    if (!answer.ok) return lookAfterSession(again);
    before = null;
    const { says, user: signedIn } = await answer.json();
    if (String(signedIn) !== user) return lookAfterSession(false);
    if (said.textContent !== says) said.textContent = says;
    session.replaceChildren();
  }

  /** After a new login in another tab, forms need a new token to be sent. */
  async function lookAfterSession(again) {
    const answer = await asked({ method: "GET" });
    if (!answer) return;
    if (answer.status === 401) return show("[data-ended]");
    if (!answer.ok) return;
    const { user: signedIn, name, token: fresh } = await answer.json();
    if (String(signedIn) !== user) return show("[data-somebody-else]", name);
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = fresh;
    session.replaceChildren();
    if (again) beat(false);
  }

  function show(which, name) {
    if (session.dataset.shown === which && session.hasChildNodes()) return;
    session.dataset.shown = which;
    const notice = region.querySelector(`template${which}`).content.cloneNode(true);
    if (name) notice.querySelector("[data-name]").textContent = name;
    session.replaceChildren(notice);
  }

  let waiting;
  function look() {
    clearInterval(waiting);
    if (document.visibilityState !== "visible") return;
    beat();
    waiting = setInterval(() => beat(), EVERY);
  }

  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", ({ persisted }) => persisted && look());
  window.addEventListener("pagehide", () => {
    clearInterval(waiting);
    sessionStorage.setItem("left-form", page);
    if (!isNew) navigator.sendBeacon(address, body({ gone: page }));
  });
  look();
}
