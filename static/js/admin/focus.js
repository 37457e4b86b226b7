// Choose the focal point of a photo by a click on its preview. Without this file the
// two numbers are typed, and the picture is cut the same.
addEventListener("DOMContentLoaded", () => {
  const picture = document.querySelector(".picture-input .preview");
  const x = document.querySelector("#id_focus_x");
  const y = document.querySelector("#id_focus_y");
  if (!picture || !x || !y) return;
  const frame = document.createElement("span");
  const mark = document.createElement("span");
  frame.className = "focus-frame";
  mark.className = "focus-mark";
  picture.replaceWith(frame);
  frame.append(picture, mark);
  const show = () => {
    mark.style.left = `${x.value}%`;
    mark.style.top = `${y.value}%`;
  };
  picture.addEventListener("click", (event) => {
    x.value = Math.round((100 * event.offsetX) / picture.clientWidth);
    y.value = Math.round((100 * event.offsetY) / picture.clientHeight);
    show();
  });
  x.addEventListener("input", show);
  y.addEventListener("input", show);
  show();
});
