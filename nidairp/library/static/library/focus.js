// The focal point of an image, set on the picture: by a click, or with the arrow keys on its mark. The two number
// fields below it say the same, and are what is sent.
"use strict";
(() => {
  const fields = ["id_focus_x", "id_focus_y"].map((id) => document.getElementById(id));
  const picture = document.querySelector(".focal-picture img");
  if (!picture || fields.includes(null)) return;

  const stage = picture.parentElement;
  const mark = document.createElement("button");
  const cut = document.querySelector(".focal-cut");
  mark.type = "button";
  mark.className = "focal-mark";
  stage.append(mark);

  const inside = (value) => Math.min(Math.max(Math.round(value), 0), 100);
  const point = () => fields.map((field) => inside(Number(field.value)));

  function show() {
    const [x, y] = point();
    mark.style.left = `${x}%`;
    mark.style.top = `${y}%`;
    mark.setAttribute("aria-label", `Focal point: ${x} % from the left, ${y} % from the top. Arrow keys move it.`);
    if (cut) cut.style.objectPosition = `${position(x, 0)}% ${position(y, 1)}%`;
  }

  /** How far the cut is moved along its room: its middle as near to the point as the edges let it. */
  function position(per_cent, axis) {
    const size = [picture.naturalWidth, picture.naturalHeight];
    const window = [Math.min(size[0], size[1] * 1.5), Math.min(size[1], size[0] / 1.5)];
    const room = size[axis] - window[axis];
    return room > 0 ? inside(((size[axis] * per_cent) / 100 - window[axis] / 2) / room * 100) : 50;
  }

  function move(x, y) {
    [fields[0].value, fields[1].value] = [inside(x), inside(y)];
    show();
  }

  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  mark.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const [x, y] = point();
    const far = event.shiftKey ? 10 : 2;
    move(x + step[0] * far, y + step[1] * far);
  });
  stage.addEventListener("click", (event) => {
    if (event.target === mark) return;
    const edges = picture.getBoundingClientRect();
    move(((event.clientX - edges.left) / edges.width) * 100, ((event.clientY - edges.top) / edges.height) * 100);
    mark.focus();
  });
  fields.forEach((field) => field.addEventListener("input", show));
  picture.complete ? show() : picture.addEventListener("load", show);
})();
