// On the sign-in page: a form that was sent after the session had ended was not stored. Its words are held for drafts.js.
"use strict";

(() => {
  const SENT = ":sent";
  const store = window.sessionStorage;
  for (const key of Object.keys(store)) {
    if (!key.startsWith("draft:") || !key.endsWith(SENT)) continue;
    store.setItem(key.slice(0, -SENT.length), store.getItem(key));
    store.removeItem(key);
  }
})();
