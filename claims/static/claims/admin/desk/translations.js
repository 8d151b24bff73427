/* Translating without leaving the page: a field that was changed and is left is saved; Ctrl+Enter saves and goes to the next
   row that somebody has still to look at. The same form is sent, and the row of the same page is put in its place.
   Without this file each row has its button. */
(() => {
  const page = document.querySelector("[data-translations]");
  if (!page) return;
  const fields = (row) => [...row.querySelectorAll("textarea")];
  const words = (row) => fields(row).map((field) => field.value).join("\u0000");
  const stored = new WeakMap();
  const note = (row) => stored.set(row, words(row));
  const say = (sentence) => { document.getElementById("translations-said").firstElementChild.textContent = sentence; };
  const rows = () => [...page.querySelectorAll("[data-translation]")];
  const sending = new Map();

  const next = (after) => {
    const all = rows();
    const at = all.indexOf(after) + 1;
    return [...all.slice(at), ...all.slice(0, at)].find((row) => row !== after && "open" in row.dataset);
  };

  // What is stored needs no draft: leaving the field counts as a change, and must not keep one again.
  const settle = (row) => {
    note(row);
    if (row.contains(document.activeElement)) document.activeElement.blur();
    row.dispatchEvent(new Event("submit"));
    window.sessionStorage.removeItem(`draft:${row.dataset.draft}:sent`);
  };

  const advance = (row) => {
    const following = next(row);
    if (following) fields(following)[0].focus();
    else say(page.dataset.done);
  };

  const place = (row, fresh, sent) => {
    const said = fresh.getElementById("translations-said");
    document.getElementById("translations-said").replaceChildren(...document.importNode(said, true).children);
    const [counted, before] = [fresh, document].map((each) => each.querySelector(".desk-translation-filters"));
    if (counted && !before.contains(document.activeElement)) before.replaceWith(document.importNode(counted, true));
    const found = fresh.getElementById(row.id);
    if (!found) {
      delete row.dataset.open; // saved, and no more among what is missing
      settle(row);
      return row;
    }
    const inner = document.importNode(found, true);
    if (words(row) !== sent) {
      for (const name of ["of", "seen"]) row.elements[name].value = inner.elements[name].value;
      stored.set(row, sent);
      return row;
    }
    const active = row.contains(document.activeElement) ? document.activeElement.id : "";
    settle(row);
    row.replaceWith(inner);
    note(inner);
    document.dispatchEvent(new CustomEvent("desk:placed"));
    if (active) document.getElementById(active)?.focus();
    return inner;
  };

  const send = async (row) => {
    const sent = words(row);
    row.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location.href, { method: "POST", body: new FormData(row), credentials: "same-origin" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!fresh.querySelector("[data-translations]")) throw new Error("another page");
      const now = place(row, fresh, sent);
      return answer.ok ? now : null;
    } catch {
      say(page.dataset.lost);
      return null;
    } finally {
      row.removeAttribute("aria-busy");
    }
  };

  // One request at a time for a row: the next one needs to know what the last one stored.
  const save = async (row) => {
    if (sending.has(row.id)) await sending.get(row.id);
    const current = document.getElementById(row.id);
    const done = send(current);
    sending.set(row.id, done);
    const saved = await done;
    if (sending.get(row.id) === done) sending.delete(row.id);
    return saved;
  };

  rows().forEach(note);

  document.addEventListener("submit", (event) => {
    const row = event.target.closest("[data-translation]");
    if (!row) return;
    event.preventDefault();
    save(row);
  });

  document.addEventListener("focusout", (event) => {
    const row = event.target.closest("[data-translation]");
    if (!row || !event.target.matches("textarea") || row.contains(event.relatedTarget)) return;
    if (!sending.has(row.id) && words(row) !== stored.get(row)) row.requestSubmit();
  });

  document.addEventListener("keydown", async (event) => {
    const row = event.target.closest("[data-translation]");
    if (!row || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const isChanged = words(row) !== stored.get(row) || "open" in row.dataset || "drafted" in row.dataset;
    if (!isChanged || !words(row).replaceAll("\u0000", "").trim()) return advance(row);
    row.dispatchEvent(new Event("submit", { cancelable: true })); // the draft is told; it does not bubble
    const saved = await save(row);
    if (saved) advance(saved);
    else document.getElementById(row.id)?.querySelector("textarea")?.focus();
  });
})();
