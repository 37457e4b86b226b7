// A reason against a step leads to its field: into the editor where one stands in place
// of a textarea, into Select2's box, into a column or a part of the page that is folded
// away. Without this file the link leads to the field itself.
(() => {
  const boxOf = (field) => {
    const editor = field.closest(".prose-editor")?.querySelector("[contenteditable]");
    const select = field.nextElementSibling?.classList.contains("select2")
      ? field.nextElementSibling.querySelector(".select2-search__field, .select2-selection")
      : null;
    return editor || select || field;
  };
  const go = (id) => {
    const field = id.startsWith("id_") && document.getElementById(id);
    if (!field) return false;
    const column = field.closest(".in-es, .in-en");
    if (column && !column.offsetParent) document.getElementById("shown-both")?.click();
    field.closest("details")?.setAttribute("open", "");
    const box = boxOf(field);
    box.scrollIntoView({ block: "center" });
    box.focus();
    return document.activeElement === box;
  };
  const named = () => decodeURIComponent(location.hash.slice(1));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.to-field");
    const here = link && link.pathname === location.pathname;
    if (here && go(decodeURIComponent(link.hash.slice(1)))) event.preventDefault();
  });
  addEventListener("load", () => go(named()));
  document.addEventListener("prose-editor:ready", ({ target }) => {
    if (target.id === named()) go(target.id);
  });
})();
