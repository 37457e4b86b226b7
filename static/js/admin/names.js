// Select2 draws boxes and search fields without a name, and lists that are none: they
// take the name of the label of their select. The form works without this file.
(() => {
  const PARTS = ".select2-selection, .select2-selection__rendered[role=textbox], .select2-search__field";

  const nameBox = (select) => {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const words = label?.textContent.replace(/:\s*$/, "") || select.getAttribute("aria-label");
    const box = select.nextElementSibling;
    for (const part of box?.querySelectorAll(PARTS) ?? []) {
      const chosen = part.matches("[role=textbox]") ? `: ${part.textContent}` : "";
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", words + chosen);
    }
    // A box left open takes the focus when one clicks elsewhere; it must not take the
    // page along, or the click falls on something else.
    for (const part of box?.querySelectorAll(".select2-selection, .select2-search__field") ?? []) {
      part.focus = () => HTMLElement.prototype.focus.call(part, { preventScroll: true });
    }
    for (const part of box?.querySelectorAll("ul, li") ?? []) part.setAttribute("role", "none");
  };

  const nameAll = () => {
    document.querySelectorAll("select.select2-hidden-accessible").forEach(nameBox);
    // The search field of a single choice opens at the end of the page.
    const open = document.querySelector(".select2-container--open .select2-selection");
    document
      .querySelectorAll(".select2-dropdown .select2-search__field")
      .forEach((field) => field.setAttribute("aria-label", open?.getAttribute("aria-label")));
  };

  const soon = () => setTimeout(nameAll);
  addEventListener("load", soon);
  for (const happening of ["focusin", "change", "formset:added"]) {
    document.addEventListener(happening, soon);
  }
})();
