// Where the server cannot be reached, a form that is sent would end on the browser's own page for that, and the way
// back is not always to the form. So it stays and says why; at the next press it tries again.

export function startReaching(region, form) {
  const said = region.querySelector("[data-unsent]");
  let sure = false;

  form.addEventListener("submit", async (event) => {
    const doubtful = !navigator.onLine || "unheard" in region.dataset;
    if (!doubtful || sure || event.defaultPrevented) return;
    event.preventDefault();
    sure = await answers(region.dataset.address);
    said.replaceChildren();
    if (sure) form.requestSubmit(event.submitter);
    else said.append(region.querySelector("template[data-unreached]").content.cloneNode(true));
    sure = false;
    said.scrollIntoView({ block: "nearest" });
  });
}

const answers = (address) => fetch(address, { redirect: "manual" }).then(() => true, () => false);
