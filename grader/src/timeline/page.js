// Zoom widens the drawings inside their scrolling frames; the label follows the pointer. Nothing
// here is needed to read the page.
(() => {
  const charts = [...document.querySelectorAll(".chart svg")];
  const label = document.getElementById("label");
  let zoom = 1;
  const apply = () => charts.forEach((svg) => {
    svg.style.maxWidth = zoom === 1 ? svg.dataset.width : "none";
    svg.style.width = `${100 * zoom}%`;
  });
  const change = (factor) => {
    zoom = Math.min(16, Math.max(1, zoom * factor));
    apply();
  };
  charts.forEach((svg) => { svg.dataset.width = svg.style.maxWidth; });
  document.querySelector(".zoom").hidden = false;
  document.getElementById("in").onclick = () => change(2);
  document.getElementById("out").onclick = () => change(0.5);
  document.addEventListener("keydown", (event) => {
    if (event.key === "+" || event.key === "=") change(2);
    if (event.key === "-") change(0.5);
  });
  // One frame scrolls the other, so that the same moment stays under the same moment.
  const frames = [...document.querySelectorAll(".chart")];
  frames.forEach((frame) => frame.addEventListener("scroll", () => {
    frames.forEach((other) => { other.scrollLeft = frame.scrollLeft; });
  }));
  document.addEventListener("pointermove", (event) => {
    const title = event.target.closest?.("rect, circle")?.querySelector("title");
    label.hidden = !title;
    if (!title) return;
    label.textContent = title.textContent;
    const left = Math.min(event.clientX + 12, innerWidth - label.offsetWidth - 8);
    label.style.left = `${Math.max(8, left)}px`;
    label.style.top = `${event.clientY + 16}px`;
  });
})();
