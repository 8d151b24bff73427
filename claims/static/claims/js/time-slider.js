/* The slider over the moments of a case: it brings the page of a moment into this one. The links beside it go there too. */

const REST = 200; // milliseconds without a movement before a page is asked for

function start(slider) {
  const range = slider.querySelector("input");
  const told = slider.querySelector("[data-told]");
  const status = slider.querySelector("[role=status]");
  const stop = () => slider.closest("nav").querySelectorAll("[data-stop]")[range.value];
  let request = null;
  let timer = 0;

  function tell() {
    const [when, standing] = [...stop().children].map((each) => each.textContent.trim());
    told.textContent = `${when}: ${standing}`;
    range.setAttribute("aria-valuetext", told.textContent);
  }

  function go() {
    const address = stop().href;
    if (address === location.href) return;
    request?.abort();
    // Not parsed from a string, so that Trusted Types have nothing to object to; no script of the answer runs.
    request = new XMLHttpRequest();
    request.responseType = "document";
    request.open("GET", address);
    request.onerror = () => location.assign(address);
    request.onload = () => {
      const fresh = request.status === 200 && request.response?.querySelector("[data-time-slider]");
      if (!fresh) return location.assign(address);
      show(slider, fresh, address);
      tell();
      status.textContent = `${slider.dataset.said} ${told.textContent}`;
    };
    request.send();
  }

  range.addEventListener("input", tell);
  range.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(go, REST);
  });
  slider.hidden = false;
  tell();
}

/* The slider stays where it is, under the finger and with the focus. */
function show(slider, fresh, address) {
  const top = slider.getBoundingClientRect().top;
  const isOpen = slider.closest("nav").querySelector("details")?.open;
  document.title = fresh.ownerDocument.title;
  exchange(document.querySelector("header"), fresh.ownerDocument.querySelector("header"));
  around(slider, fresh);
  const all = slider.closest("nav").querySelector("details");
  if (all && isOpen) all.open = true;
  history.replaceState(null, "", address);
  scrollBy({ top: slider.getBoundingClientRect().top - top, behavior: "instant" });
}

/* Everything of the page but the slider itself, from beside it outwards. */
function around(kept, fresh) {
  while (kept.id !== "content") {
    const siblings = [...fresh.parentNode.childNodes];
    const place = siblings.indexOf(fresh);
    for (const each of [...kept.parentNode.childNodes]) if (each !== kept) each.remove();
    kept.before(...siblings.slice(0, place).map(imported));
    kept.after(...siblings.slice(place + 1).map(imported));
    kept = kept.parentNode;
    fresh = fresh.parentNode;
  }
}

const imported = (node) => document.importNode(node, true);
const exchange = (old, fresh) => old && fresh && old.replaceWith(imported(fresh));

const found = document.querySelector("[data-time-slider]");
if (found) start(found);
