// Keeps what is typed into a form and not saved: two seconds after the last key it is sent to the server; while that
// cannot be reached, or the session is over, it stays in this tab's sessionStorage and is sent again.
//
// Either the form itself or an element in it carries:
//   data-draft         the name of the form: its address without host and query (needed)
//   data-draft-claim   the id of the case it belongs to (may be empty)
//   data-draft-url     where drafts are kept (default /admin/drafts/)
//   data-kept, data-signed-out, data-unreachable   the sentences to show; {time} is filled in
// A hidden field `opened_version` (or `version`) in the form says which version it was opened with.
// The sentences appear in the first `.desk-draft-state[role=status]` inside the form, where there is one.
"use strict";

(() => {
  const PAUSE = 2000;
  const AGAIN = 15000;
  const SENT = ":sent";

  const watch = (mark) => {
    const form = mark.matches("form") ? mark : mark.closest("form");
    if (!form) return;
    const state = form.querySelector(".desk-draft-state");
    const place = `draft:${mark.dataset.draft}`;
    const address = mark.dataset.draftUrl || "/admin/drafts/";
    let timer = 0;
    let sending = null;
    let isPending = false;
    let isSent = false; // a field that leaves the page with its form tells a change once more; that is no new word

    const say = (sentence) => {
      if (state && sentence !== undefined) state.textContent = sentence;
    };

    const words = () => {
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        const isSecret = name === "csrfmiddlewaretoken" || name.toLowerCase().includes("password");
        if (typeof value === "string" && !isSecret && !name.startsWith("_draft")) body.append(name, value);
      }
      body.append("_draft_form", mark.dataset.draft);
      body.append("_draft_claim", mark.dataset.draftClaim || "");
      return body.toString();
    };

    const send = (body, options = {}) => {
      const full = new URLSearchParams(body);
      const token = form.querySelector("input[name=csrfmiddlewaretoken]");
      if (token) full.append("csrfmiddlewaretoken", token.value);
      return fetch(address, { method: "POST", body: full, redirect: "manual", ...options });
    };

    const renewToken = async () => {
      const answer = await fetch(address, { redirect: "manual" });
      if (!answer.ok) return false;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("input[name=csrfmiddlewaretoken]");
      if (!fresh) return false;
      for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = fresh.value;
      return true;
    };

    const hold = (body, sentence) => {
      window.sessionStorage.setItem(place, body);
      say(sentence);
      schedule(AGAIN);
    };

    const keep = async () => {
      if (!isPending) return;
      const body = words();
      isPending = false;
      sending = new AbortController();
      try {
        let answer = await send(body, { signal: sending.signal });
        if (answer.status === 403 && (await renewToken())) answer = await send(body, { signal: sending.signal });
        if (answer.status === 204) {
          window.sessionStorage.removeItem(place);
          const time = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
          say((mark.dataset.kept || "").replace("{time}", time));
        } else if (answer.status === 422) {
          window.sessionStorage.setItem(place, body);
          say(await answer.text());
        } else {
          isPending = true;
          hold(body, mark.dataset.signedOut);
        }
      } catch (refused) {
        if (refused.name === "AbortError") return;
        isPending = true;
        hold(body, mark.dataset.unreachable);
      }
    };

    const schedule = (pause) => {
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, pause);
    };

    const typed = () => {
      isPending = true;
      schedule(PAUSE);
    };

    form.addEventListener("input", () => { isSent = false; typed(); });
    form.addEventListener("change", () => isSent || typed());
    document.addEventListener("formset:added", typed);
    document.addEventListener("formset:removed", typed);
    window.addEventListener("focus", () => isPending && schedule(0));
    form.addEventListener("submit", () => {
      window.clearTimeout(timer);
      if (sending) sending.abort();
      isPending = false;
      isSent = true;
      window.sessionStorage.removeItem(place);
      window.sessionStorage.setItem(place + SENT, words());
    });
    window.addEventListener("pagehide", () => {
      if (!isPending) return;
      isPending = false;
      const body = words();
      send(body, { keepalive: body.length < 60000 }).catch(() => {});
    });

    // What this tab could not hand over before it was loaded again.
    // The sign-in page (sent.js) turns what was sent without a session into what is held.
    window.sessionStorage.removeItem(place + SENT);
    const held = window.sessionStorage.getItem(place);
    if (held) {
      send(held)
        .then((answer) => {
          if (answer.status === 204) {
            window.sessionStorage.removeItem(place);
            window.location.reload();
          }
        })
        .catch(() => {});
    }
  };

  const watched = new WeakSet();
  const watchAll = () => {
    for (const mark of document.querySelectorAll("[data-draft]")) {
      if (watched.has(mark)) continue;
      watched.add(mark);
      watch(mark);
    }
  };
  watchAll();
  // The workspace sends its forms without leaving the page: its answer tells that they arrived, and may open others.
  document.addEventListener("desk:placed", () => {
    for (const key of Object.keys(window.sessionStorage)) if (key.startsWith("draft:") && key.endsWith(SENT)) window.sessionStorage.removeItem(key);
    watchAll();
  });
})();
