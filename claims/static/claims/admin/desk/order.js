/* Rows that have an order move by drag: points in the matrix, events in their list. The buttons beside them do the same.
   On a row: draggable="true" and data-order-in, the id of the form that holds all rows in their order (name="order");
   data-order-key, its value there. */
(() => {
  const rowOf = (node) => node.closest?.("[data-order-in]") || null;
  let dragged = null;

  document.addEventListener("dragstart", (event) => { dragged = rowOf(event.target); });
  document.addEventListener("dragend", () => { dragged = null; });

  const target = (event) => {
    const row = dragged && rowOf(event.target);
    return row && row !== dragged && row.dataset.orderIn === dragged.dataset.orderIn ? row : null;
  };

  document.addEventListener("dragover", (event) => { if (target(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    const row = target(event);
    const form = row && document.getElementById(row.dataset.orderIn);
    if (!form) return;
    event.preventDefault();
    const inputs = [...form.querySelectorAll("[name=order]")];
    const keys = inputs.map((input) => input.value);
    const [from, to] = [keys.indexOf(dragged.dataset.orderKey), keys.indexOf(row.dataset.orderKey)];
    keys.splice(to, 0, ...keys.splice(from, 1));
    inputs.forEach((input, index) => (input.value = keys[index]));
    dragged = null;
    form.requestSubmit();
  });
})();
