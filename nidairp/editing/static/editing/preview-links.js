// In the frame of the admin, a link leads to the public site, which refuses to stand in a frame: it opens beside it.
"use strict";

document.addEventListener("click", ({ target }) => {
  const link = target.closest("a[href]");
  const isHere = link && link.hash && link.pathname === location.pathname && link.search === location.search;
  if (link && !isHere && window !== window.top) link.target = "_blank";
});
