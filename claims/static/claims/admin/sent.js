// A form keeps its words in this tab until it is known what became of them (drafts.js). Where the answer is the page for
// signing in, nothing was stored: they are held, to be handed over afterwards. Any other page of the desk says that they arrived.
"use strict";

(() => {
  const SENT = ":sent";
  const store = window.sessionStorage;
  const isSignedOut = document.body.classList.contains("login");
  for (const key of Object.keys(store)) {
    if (!key.startsWith("draft:") || !key.endsWith(SENT)) continue;
    if (isSignedOut) store.setItem(key.slice(0, -SENT.length), store.getItem(key));
    store.removeItem(key);
  }
})();
