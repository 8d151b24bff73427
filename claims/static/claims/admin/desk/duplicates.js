/* While a title is typed, claims that are much like it appear under the field, each with where it stands.
   On the field: data-duplicates="claim"; on the desk: data-duplicates-url, data-duplicates-found ("Like what you type:"). */
(() => {
  const WAIT = 400;
  const desk = document.querySelector("[data-desk]");
  if (!desk || !desk.dataset.duplicatesUrl) return;
  let timer = 0;

  const listOf = (input) => {
    let list = input.parentElement.querySelector(".desk-duplicates");
    if (!list) {
      list = document.createElement("ul");
      list.className = "desk-duplicates";
      list.setAttribute("role", "status");
      list.setAttribute("aria-label", desk.dataset.duplicatesFound);
      input.after(list);
    }
    return list;
  };

  const look = async (input) => {
    const typed = input.value.trim();
    if (typed.length < 8) return listOf(input).replaceChildren();
    try {
      const answer = await fetch(`${desk.dataset.duplicatesUrl}&q=${encodeURIComponent(typed.slice(0, 300))}`, { credentials: "same-origin" });
      if (!answer.ok || input.value.trim() !== typed) return;
      const { results } = await answer.json();
      listOf(input).replaceChildren(...results.map((each) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = desk.dataset.caseUrl.replace("00000000-0000-0000-0000-000000000000", each.id);
        link.target = "_blank";
        link.textContent = each.label;
        item.append(link, each.detail ? ` ${each.detail}` : "");
        return item;
      }));
    } catch {
      // A hint that does not come is no loss.
    }
  };

  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-duplicates]")) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => look(event.target), WAIT);
  });
})();
