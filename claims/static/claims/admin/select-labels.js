// Fields that search as one types are built by a script, without a name for screen readers: they get that of their label.
"use strict";

(() => {
  const labelOf = (select) => {
    const named = select.getAttribute("aria-label");
    const label = select.id && document.querySelector(`label[for="${select.id}"]`);
    return named || (label ? label.textContent.trim().replace(/:$/, "") : "");
  };

  const name = (select) => {
    const built = select.nextElementSibling;
    const label = labelOf(select);
    if (!label || !built || !built.classList.contains("select2-container")) return;
    for (const part of built.querySelectorAll(".select2-search__field, .select2-selection, [role=textbox]")) {
      part.setAttribute("aria-label", label);
      part.removeAttribute("aria-labelledby");
    }
  };

  const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(name);

  // After the script that builds them, which waits for the page by the same means.
  window.django.jQuery(() => {
    nameAll();
    document.addEventListener("formset:added", () => window.setTimeout(nameAll));
    window.django.jQuery(document).on("select2:open", (event) => {
      const search = document.querySelector(".select2-dropdown .select2-search__field");
      if (search) search.setAttribute("aria-label", labelOf(event.target));
    });
  });
})();
