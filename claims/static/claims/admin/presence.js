// Says once a minute that the case is open here, and shows who else has it open: `[data-presence]` holds the address.
"use strict";

(() => {
  const line = document.querySelector("[data-presence]");
  const token = () => document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!line || !token()) return;

  const renew = async () => {
    if (document.hidden) return;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token().value });
    try {
      const answer = await fetch(line.dataset.presence, { method: "POST", body, redirect: "manual" });
      if (!answer.ok) return;
      const text = (await answer.text()).trim();
      if (text !== line.innerHTML.trim()) line.innerHTML = text;
    } catch {
      // A hint that is missing for a minute is no loss.
    }
  };

  renew();
  window.setInterval(renew, 60000);
})();
