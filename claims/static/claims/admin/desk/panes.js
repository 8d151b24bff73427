/* F6 goes from the source to the case and back. Nothing is trapped: Tab keeps its meaning everywhere. */
(() => {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6") return;
    const panes = [...document.querySelectorAll("[data-pane]")];
    if (!panes.length) return;
    event.preventDefault();
    const here = panes.findIndex((pane) => pane.contains(document.activeElement));
    const next = panes[(here + 1) % panes.length];
    const stop = next.querySelector("[data-source-text], [data-matrix] [tabindex='0']") || next.querySelector("a, button, summary");
    if (stop) stop.focus();
  });
})();
