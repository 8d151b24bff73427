/* Selecting words by mouse or keyboard in text that cannot be changed: a real caret, Shift and arrows, and letters that say
   what the words are. "/" finds words and selects them ("first … last" selects what is between); X widens, Shift+X narrows.
   Offsets are counted in code points of the source's text. Letters act only while the text has the focus (WCAG 2.1.4). */
(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const now = () => document.querySelector("[data-source-text]");
  const pick = () => document.getElementById("pick");
  let kept = null; // the last selection, as [start, end] in code points
  let narrower = [];

  // Why nothing happens.
  const say = (sentence) => {
    const said = document.querySelector(".desk-said");
    if (said && sentence) said.textContent = sentence;
  };

  const points = (text) => [...text].length;

  const offset = (node, at) => {
    const paragraph = (node.nodeType === 1 ? node : node.parentElement).closest("[data-start]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, at);
    return Number(paragraph.dataset.start) + points(before.toString());
  };

  const spot = (offsetWanted) => {
    const paragraphs = [...now().querySelectorAll("[data-start]")].filter((each) => Number(each.dataset.start) <= offsetWanted);
    const paragraph = paragraphs.at(-1);
    if (!paragraph) return null;
    let left = offsetWanted - Number(paragraph.dataset.start);
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let node = null;
    while (walker.nextNode()) {
      node = walker.currentNode;
      const length = points(node.data);
      if (left <= length) return [node, [...node.data].slice(0, left).join("").length];
      left -= length;
    }
    return node && [node, node.data.length];
  };

  const select = (start, end) => {
    const from = spot(start);
    const to = spot(end);
    if (!from || !to) return;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    from[0].parentElement.scrollIntoView({ block: "nearest" });
  };

  const remember = () => {
    const text = now();
    const form = pick();
    const selection = document.getSelection();
    if (!text || !form || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null) return;
    kept = [start, end];
    if (range.collapsed) return;
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.picked.value = range.toString();
  };

  // The plain text with its offsets: paragraphs in order, a line break between them.
  const flat = () => {
    const found = [];
    for (const paragraph of now().querySelectorAll("[data-start]")) {
      let at = Number(paragraph.dataset.start);
      for (const letter of paragraph.textContent) found.push([letter, at++]);
      found.push(["\n", at]);
    }
    return found;
  };

  const find = (typed) => {
    const letters = flat();
    const text = letters.map(([letter]) => letter);
    const seek = (words, from) => {
      const wanted = [...words.toLowerCase()];
      for (let at = from; at + wanted.length <= text.length; at++) {
        if (wanted.every((letter, index) => text[at + index].toLowerCase() === letter)) return [at, at + wanted.length];
      }
      return null;
    };
    const [first, last] = typed.split(/\s*(?:…|\.\.\.)\s*/);
    const caret = kept ? letters.findIndex(([, at]) => at >= kept[1]) : 0;
    const start = seek(first, Math.max(caret, 0)) || seek(first, 0);
    if (!start) return false;
    const end = last ? seek(last, start[1]) : start;
    if (!end) return false;
    select(letters[start[0]][1], letters[end[1] - 1][1] + 1);
    return true;
  };

  const BOUNDS = [/[\s.,;:!?«»„“”"()]/u, /[,;:–—()\n]| - /u, /[.!?\n]/u, /\n/u];
  const widen = () => {
    if (!kept) return;
    const letters = flat();
    const text = letters.map(([letter]) => letter);
    const at = (wanted) => letters.findIndex(([, place]) => place >= wanted);
    let [left, right] = [at(kept[0]), at(kept[1])];
    for (const bound of BOUNDS) {
      let from = left;
      let to = right;
      while (from > 0 && !bound.test(text[from - 1])) from--;
      while (to < text.length && !bound.test(text[to])) to++;
      while (from < to && /\s/u.test(text[from])) from++;
      if (from < left || to > right) {
        narrower.push(kept);
        select(letters[from][1], letters[to - 1][1] + 1);
        return;
      }
    }
  };

  const prepare = () => {
    const text = now();
    const form = pick();
    if (!text || !form) return;
    text.contentEditable = "true";
    text.spellcheck = false;
    text.inputMode = "none";
    for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-readonly", "true"]]) text.setAttribute(name, value);
    for (const refused of ["beforeinput", "drop", "paste", "cut"]) text.addEventListener(refused, (event) => event.preventDefault());
    text.addEventListener("focus", () => { if (kept && !text.matches(":active")) select(kept[1], kept[1]); });
    form.elements.picked.addEventListener("input", () => { form.elements.start.value = form.elements.end.value = ""; });
    form.querySelector("[data-find]").hidden = false;
    for (const button of form.querySelectorAll("[data-take-start]")) {
      button.addEventListener("click", () => { text.focus(); select(Number(button.dataset.takeStart), Number(button.dataset.takeEnd)); remember(); });
    }
  };

  // A long text is opened at words that were looked for, or that became something.
  let shown = "";
  const show = () => {
    const text = now();
    if (!text || text.dataset.spot === undefined) { shown = ""; return; }
    const spot = `${text.dataset.spot}-${text.dataset.spotEnd}`;
    if (spot === shown) return;
    shown = spot;
    text.focus({ preventScroll: true });
    select(Number(text.dataset.spot), Number(text.dataset.spotEnd));
    remember();
  };

  // Words that were selected before the session ended, as they were sent.
  document.addEventListener("desk:words", ({ detail }) => {
    const words = detail.get("picked");
    if (!words || !now() || pick()?.elements.snapshot.value !== detail.get("snapshot")) return;
    const [start, end] = [detail.get("start"), detail.get("end")];
    if (end) select(Number(start), Number(end));
    Object.assign(pick().elements.start, { value: start });
    Object.assign(pick().elements.end, { value: end });
    pick().elements.picked.value = words;
  });

  document.addEventListener("selectionchange", remember);
  document.addEventListener("desk:placed", () => { prepare(); show(); });
  prepare();
  show();

  document.addEventListener("keydown", (event) => {
    if (event.target.id === "desk-find" && event.key === "Enter") {
      event.preventDefault();
      const typed = event.target.value.trim();
      now().focus({ preventScroll: true });
      const elsewhere = document.getElementById("desk-find-all");
      if (typed && find(typed)) event.target.value = "";
      else if (typed && elsewhere) {
        elsewhere.elements.find.value = typed.split(/\s*(?:…|\.\.\.)\s*/)[0];
        elsewhere.requestSubmit();
      } else {
        event.target.focus();
        say(typed && pick().dataset.notFound);
      }
      event.target.setAttribute("aria-invalid", String(Boolean(typed && event.target.value)));
      remember();
      return;
    }
    const text = event.target.closest("[data-source-text]");
    if (!text || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); document.getElementById("desk-find").focus(); return; }
    if (event.key.length > 1 || !("letters" in desk.dataset)) return;
    if (event.key === "x") { event.preventDefault(); widen(); return; }
    if (event.key === "X") { event.preventDefault(); const last = narrower.pop(); if (last) select(...last); return; }
    const button = pick().querySelector(`[data-key~="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button && (pick().elements.picked.value.trim() || event.key.toLowerCase() === "s")) {
      event.preventDefault();
      button.click();
    } else say(button ? pick().dataset.unmet : pick().getAttribute(`data-unmet-${event.key.toLowerCase()}`));
  });
})();
