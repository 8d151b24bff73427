// A field that offers what is there while somebody types: <input data-lookup="party">, and beside it, where a choice is to
// be told by its id, <input type="hidden" data-lookup-id> named <name>_id. Typing anew empties the id: then the server
// finds the record by its exact name, or creates it. Without this script the field is a plain one and works the same way.
//
// On the field: data-lookup-many (names separated by commas), data-lookup-url (default: lookups/<kind>/ below the admin),
// data-lookup-only: nothing is created here. <select data-kind-of="name"> in the same form: of which kind what is created
// is. It shows while something may be created, and each of its kinds is offered; data-known: a name that is there. A choice fires "lookup:chosen" with the result.
"use strict";

(() => {
  const WAIT = 150;
  const said = document.currentScript.dataset; // “Create “%s”” and “%s found|Nothing found” in the language of the page
  let fields = 0;

  const root = () => document.body.dataset.lookupRoot || document.location.pathname.replace(/(\/admin\/).*$/, "$1");
  const make = (tag, attributes, text = "") => {
    const element = Object.assign(document.createElement(tag), { textContent: text });
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const idOf = (input) => {
    const scope = input.form || document;
    const named = scope.querySelector(`[data-lookup-id][name="${CSS.escape(`${input.name}_id`)}"]`);
    return named || null;
  };

  const kindsOf = (input) => (input.form || document).querySelector(`select[data-kind-of="${CSS.escape(input.name)}"]`);

  const enhance = (input) => {
    if (input.dataset.lookupReady) return;
    input.dataset.lookupReady = "1";
    const kinds = kindsOf(input);
    const askKind = (isNew) => {
      if (kinds) (kinds.closest(".desk-field") || kinds).hidden = !isNew;
    };
    askKind(input.value.trim() !== (input.dataset.known || "").trim());
    const number = (fields += 1);
    const list = make("ul", { role: "listbox", id: `lookup-${number}`, class: "lookup-list", hidden: "" });
    const told = make("span", { role: "status", class: "lookup-told visually-hidden" });
    const label = input.labels && input.labels[0];
    list.setAttribute("aria-label", label ? label.textContent.trim().replace(/:$/, "") : input.name);
    const box = make("span", { class: "lookup" });
    const hadFocus = document.activeElement === input;
    input.replaceWith(box);
    box.append(input, list, told);
    if (hadFocus) input.focus(); // moving it took the focus away
    for (const [name, value] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(name, value);

    let timer = 0;
    let asked = null;
    let active = -1;

    // Of several names, separated by commas, the last one is being typed.
    const isMany = "lookupMany" in input.dataset;
    const now = () => (isMany ? input.value.split(",").at(-1) : input.value).trim();
    const put = (name) => {
      input.value = isMany ? [...input.value.split(",").slice(0, -1).map((each) => each.trim()), name].join(", ") : name;
    };

    const options = () => [...list.children];
    const isOpen = () => !list.hidden;
    const close = () => {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const activate = (place) => {
      active = place;
      options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
      const option = options()[place];
      if (!option) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };
    const choose = (option) => {
      const hidden = idOf(input);
      const id = option.dataset.id || "";
      if (id) put(option.dataset.label);
      if (hidden) hidden.value = id;
      if (kinds && option.dataset.kind) kinds.value = option.dataset.kind;
      if (id && !isMany) askKind(false);
      close();
      input.dispatchEvent(new CustomEvent("lookup:chosen", { bubbles: true, detail: { ...option.dataset } }));
    };
    const offer = (id, name, detail) => {
      const option = make("li", { role: "option", id: `${list.id}-${list.children.length}`, "aria-selected": "false" }, name);
      Object.assign(option.dataset, { id, label: name });
      if (detail) option.append(make("span", { class: "lookup-detail" }, ` ${detail}`));
      list.append(option);
      return option;
    };
    const show = (answer, typed) => {
      list.replaceChildren();
      for (const each of answer.results) offer(each.id, each.label, each.detail);
      if (answer.create && !("lookupOnly" in input.dataset)) {
        const words = said.create.replace("%s", () => typed);
        const guess = JSON.stringify(answer.guess || null);
        const chosen = kinds ? [...kinds.options].sort((one, other) => other.selected - one.selected) : [];
        for (const kind of chosen) Object.assign(offer("", words, kind.label).dataset, { create: typed, guess, kind: kind.value });
        if (!kinds) Object.assign(offer("", words, answer.guess ? answer.guess.title : "").dataset, { create: typed, guess });
      }
      if (answer.create || !isMany) askKind(answer.create);
      const [some, none] = said.count.split("|");
      told.textContent = answer.message || (answer.results.length ? some.replace("%s", answer.results.length) : none);
      told.classList.toggle("visually-hidden", !answer.message);
      list.hidden = !list.children.length;
      input.setAttribute("aria-expanded", String(isOpen()));
      activate(-1);
    };
    const ask = async () => {
      const typed = now();
      if (asked) asked.abort();
      if (!typed) {
        if (!input.value.trim()) askKind(false);
        return close();
      }
      asked = new AbortController();
      const url = input.dataset.lookupUrl || `${root()}lookups/${input.dataset.lookup}/`;
      try {
        const answer = await fetch(`${url}${url.includes("?") ? "&" : "?"}q=${encodeURIComponent(typed)}`, {
          signal: asked.signal, headers: { Accept: "application/json" }, credentials: "same-origin",
        });
        if (answer.ok && now() === typed && document.activeElement === input) show(await answer.json(), typed);
      } catch (failed) {
        if (failed.name !== "AbortError") close(); // away: the field is a plain one until the server is back
      }
    };

    input.addEventListener("input", () => {
      const hidden = idOf(input);
      if (hidden) hidden.value = "";
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const last = list.children.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!isOpen()) return void ask();
        const step = event.key === "ArrowDown" ? 1 : -1;
        activate(active < 0 && step < 0 ? last : (active + step + last + 1) % (last + 1));
      } else if (event.key === "Enter" && isOpen() && active >= 0) {
        event.preventDefault();
        event.stopPropagation();
        choose(options()[active]);
      } else if (event.key === "Escape" && isOpen()) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
    input.addEventListener("blur", () => {
      window.clearTimeout(timer);
      if (asked) asked.abort();
      close();
    });
  };

  const enhanceAll = (within) => within.querySelectorAll("input[data-lookup]").forEach(enhance);
  enhanceAll(document);
  // Parts of a page that come later, as fragments or new rows.
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches("input[data-lookup]")) enhance(node);
        enhanceAll(node);
      }
  }).observe(document.body, { childList: true, subtree: true });
})();
