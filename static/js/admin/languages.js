// The editor draws its own box in place of the textarea: give the box the name, the
// warnings and the language of the textarea, which readers and spell checkers ask for. A message about a
// column that is out of sight brings both columns back. The form works without this file.
(() => {
  const name = ({ target }) => {
    const box = target.closest(".prose-editor")?.querySelector("[contenteditable]");
    const label = document.querySelector(`label[for="${target.id}"]`);
    if (!box) return;
    box.lang = target.lang;
    box.setAttribute("aria-multiline", "true");
    const described = target.getAttribute("aria-describedby");
    if (described) box.setAttribute("aria-describedby", described);
    if (label) box.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
  };
  document.addEventListener("prose-editor:ready", name);
  // Select2 draws search fields without a name.
  const nameSearch = () => {
    for (const field of document.querySelectorAll(".select2-search__field:not([aria-label])")) {
      const select = field.closest(".related-widget-wrapper, .form-row, td")?.querySelector("select");
      const label = select && document.querySelector(`label[for="${select.id}"]`);
      const words = label?.textContent.replace(/:\s*$/, "") || select?.getAttribute("aria-label");
      field.setAttribute("aria-label", words || document.documentElement.lang);
    }
  };
  // And boxes whose name is what was chosen, which may be nothing.
  const nameChosen = () => {
    for (const chosen of document.querySelectorAll(".select2-selection--single .select2-selection__rendered")) {
      const select = chosen.closest(".select2")?.previousElementSibling;
      const label = select?.id && document.querySelector(`label[for="${select.id}"]`);
      const words = label?.textContent.replace(/:\s*$/, "") || select?.getAttribute("aria-label");
      if (words) chosen.setAttribute("aria-label", [words, chosen.title].filter(Boolean).join(": "));
    }
  };
  const nameBoxes = () => {
    nameSearch();
    nameChosen();
  };
  addEventListener("load", nameBoxes);
  document.addEventListener("focusin", nameBoxes);
  document.addEventListener("formset:added", nameBoxes);
})();
