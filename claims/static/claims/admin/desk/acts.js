/* Acts without leaving the page: the same forms and links, sent by fetch; of the answer, what has changed is put in place.
   Without this file every act is an ordinary POST. Ctrl+Enter sends a form, Esc closes what is open,
   Ctrl+Z takes back the last act. An act that was sent after the session had ended comes again once somebody has signed in. */
(() => {
  document.addEventListener("keydown", (event) => {
    const form = event.target.form || event.target.closest("form");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  const desk = document.querySelector("[data-desk]");
  if (!desk) return;

  const isWithin = (url) => new URL(url, location.href).pathname.includes("/desk/");
  let isBusy = false;

  // What this tab sent and the desk did not take, for want of a session: where to, and every field of it.
  const waiting = `act:${/[0-9a-f-]{36}/.exec(location.pathname)?.[0] || ""}`;
  const hold = (url, body) => {
    const fields = [...body].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    sessionStorage.setItem(waiting, JSON.stringify({ url, fields }));
  };

  const place = (fresh, from) => {
    const active = document.activeElement;
    const id = active && (active.id ? `#${CSS.escape(active.id)}` : active.matches("[data-v]") ? `[data-v][href="${CSS.escape(active.getAttribute("href"))}"]` : "");
    const wasInText = Boolean(active && active.closest("[data-source-text]"));
    document.dispatchEvent(new CustomEvent("desk:before"));
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const old = document.getElementById(part.id);
      if (!old) continue;
      const text = old.querySelector("[data-source-text]");
      const top = text ? text.scrollTop : 0;
      const scroll = old.scrollTop;
      const isOpen = [...old.querySelectorAll("details")].map((each) => each.open);
      const inner = document.importNode(part, true);
      old.replaceWith(inner);
      const details = [...inner.querySelectorAll("details")];
      if (details.length === isOpen.length) details.forEach((each, index) => (each.open = isOpen[index] || each.matches(":has(#desk-form)")));
      inner.scrollTop = scroll;
      const next = inner.querySelector("[data-source-text]");
      if (next) next.scrollTop = top;
    }
    document.title = fresh.title;
    document.dispatchEvent(new CustomEvent("desk:placed"));
    focus(from, id, wasInText);
  };

  const focus = (from, id, wasInText) => {
    const opened = document.querySelector('#desk-form [aria-invalid="true"]') || document.querySelector("#desk-form [autofocus]");
    const text = document.querySelector("[data-source-text]");
    const isOfText = wasInText || from === "pick" || from === "desk-form" || from === "close";
    if (opened && from !== "close") return opened.focus();
    if (from.startsWith("#")) return document.querySelector(`${from} > summary`)?.focus(); // back to the list of the card
    if (isOfText && text) return text.focus({ preventScroll: true });
    const again = (id && document.querySelector(id)) || document.querySelector("[data-matrix] [tabindex='0']");
    if (again) again.focus();
  };

  // Sent once more without this file, as the button that was pressed would send it: the answer is a page of its own.
  const leave = (form, button, url) => {
    if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    form.action = url;
    form.submit();
  };

  const ask = async (url, options) => {
    const answer = await fetch(url, { credentials: "same-origin", ...options });
    return [answer, new DOMParser().parseFromString(await answer.text(), "text/html")];
  };

  // Who signed in again in another tab has another token.
  const renewToken = async (body) => {
    const [, page] = await ask(desk.dataset.tokenUrl, {});
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!fresh || page.querySelector("[type=password]")) return false;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh;
    body.set("csrfmiddlewaretoken", fresh);
    return true;
  };

  const send = async (url, options, from, form, button) => {
    if (isBusy) return;
    isBusy = true;
    desk.setAttribute("aria-busy", "true");
    try {
      let [answer, fresh] = await ask(url, options);
      if (answer.status === 403 && options.body && (await renewToken(options.body))) [answer, fresh] = await ask(url, options);
      if (!fresh.querySelector("[data-desk]")) {
        const isSignedOut = answer.status === 403 || fresh.querySelector("[type=password]");
        if (isSignedOut && form && !form.dataset.draft) hold(url, options.body);
        if (answer.status === 409 && form) leave(form, button, url); // a conflict stored nothing
        else location.assign(answer.url);
        return;
      }
      if (answer.redirected || !options.method) history.replaceState(null, "", answer.url);
      place(fresh, from);
    } catch {
      const said = document.querySelector(".desk-said");
      if (said) said.textContent = desk.dataset.lost;
    } finally {
      isBusy = false;
      desk.removeAttribute("aria-busy");
    }
  };

  // A form opens with the words it was asked for. What would be stored at once is only made ready: its words are selected.
  const again = async () => {
    const held = sessionStorage.getItem(waiting);
    if (!held) return;
    sessionStorage.removeItem(waiting);
    const { url, fields } = JSON.parse(held);
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    if (body.has("open") && url.includes("/make/")) {
      body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value || "");
      return send(url, { method: "POST", body }, "pick");
    }
    const state = ["source", "response", "cell", "at"].filter((name) => body.get(name)).map((name) => [name, body.get(name)]);
    await send(`${location.pathname}?${new URLSearchParams(state)}`, {}, body.get("picked") ? "pick" : "");
    document.dispatchEvent(new CustomEvent("desk:words", { detail: body }));
    const said = document.querySelector(".desk-said");
    if (said) said.textContent = desk.dataset.again;
  };
  again();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    const url = (button && button.getAttribute("formaction")) || form.getAttribute("action");
    if (form.method !== "post" || !url || !isWithin(url)) return;
    event.preventDefault();
    send(url, { method: "POST", body: new FormData(form, button) }, form.dataset.back || form.id, form, button);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (!isWithin(link.href) || !link.closest("[data-part]")) return;
    event.preventDefault();
    const source = document.querySelector("#pick [name=source]");
    const url = new URL(link.href);
    if (source && !url.searchParams.has("source")) url.searchParams.set("source", source.value);
    const at = document.querySelector("#pick [name=at]"); // the page of a long text stays open
    const isOfText = url.searchParams.get("source") === source?.value && !link.closest("[data-text-pages]");
    if (at && isOfText && !url.searchParams.has("at")) url.searchParams.set("at", at.value);
    send(url.href, {}, "close" in link.dataset ? link.dataset.close || "close" : "");
  });

  document.addEventListener("keydown", (event) => {
    const isTyped = event.target.matches("input, textarea, select");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isTyped) {
      event.preventDefault();
      document.getElementById("undo")?.requestSubmit();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const form = event.target.closest("#desk-form");
    if (event.key === "Escape" && !document.querySelector("[popover]:popover-open")) {
      const close = document.querySelector("#desk-form [data-close]") || document.querySelector("[data-open-cell] [data-close]");
      if (close) { event.preventDefault(); close.click(); }
    }
    const isTyping = event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (form && !isTyping) {
      const button = form.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
      if (button) { event.preventDefault(); button.click(); }
    }
    if (event.key === "?" && !isTyping) document.querySelector("[data-help]")?.click();
  });
})();
