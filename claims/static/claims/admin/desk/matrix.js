/* One tab stop for the matrix; arrows, Home and End move in it. In a cell a letter takes a stance, with Shift a general one;
   a digit takes a passage as deciding words of the open cell. Points move by Alt and arrows; by drag, see order.js. */
(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const LETTERS = { d: "denies", q: "qualifies", c: "confirms", n: "declines" };
  const rows = () => [...document.querySelectorAll("[data-matrix] tbody tr")].map((row) => [...row.querySelectorAll("a")]);

  const prepare = () => {
    const table = document.querySelector("[data-matrix]");
    if (!table) return;
    const all = rows().flat();
    const current = table.querySelector("[aria-current]") || table.querySelector("[data-v]") || all[0];
    all.forEach((cell) => (cell.tabIndex = cell === current ? 0 : -1));
  };

  const quick = (values) => {
    const form = document.getElementById("quick");
    if (!form) return;
    for (const old of form.querySelectorAll("[data-added]")) old.remove();
    for (const [name, value] of Object.entries(values)) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      input.dataset.added = "";
      form.append(input);
    }
    form.requestSubmit();
  };

  document.addEventListener("focusin", (event) => {
    const all = rows().flat();
    if (all.includes(event.target)) all.forEach((cell) => (cell.tabIndex = cell === event.target ? 0 : -1));
  });

  document.addEventListener("keydown", (event) => {
    const here = event.target.closest("[data-matrix] tbody a");
    if (!here || event.ctrlKey || event.metaKey) return;
    const grid = rows();
    const y = grid.findIndex((row) => row.includes(here));
    const x = grid[y].indexOf(here);
    if (event.altKey) {
      const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      const button = way && here.closest("tr").querySelector(`[name="${way}"]`);
      if (button && !button.disabled) { event.preventDefault(); button.click(); }
      return;
    }
    const to = { ArrowUp: [y - 1, x], ArrowDown: [y + 1, x], ArrowLeft: [y, x - 1], ArrowRight: [y, x + 1], Home: [y, 0], End: [y, grid[y].length - 1] }[event.key];
    const target = to && grid[to[0]]?.[to[1]];
    if (target) { event.preventDefault(); target.focus(); return; }
    if (!("v" in here.dataset) || !("letters" in desk.dataset)) return;
    const stance = LETTERS[event.key.toLowerCase()];
    if (stance) {
      event.preventDefault();
      const directness = event.shiftKey ? "general" : "express";
      const box = here.closest("td");
      const response = document.querySelector("[data-matrix] thead tr").cells[box.cellIndex].dataset.response;
      quick({ cell: `${box.parentElement.dataset.point}:${response}`, version: here.dataset.v, stance, directness });
      return;
    }
    const words = /^[1-9]$/.test(event.key) && here.hasAttribute("aria-current") && document.querySelector(`[data-digit="${event.key}"]`);
    if (words) { event.preventDefault(); words.click(); }
  });

  document.addEventListener("desk:placed", prepare);
  prepare();
})();
