// Whoever is chosen just now: the notes on them, drawn by the server, under the input.
// Without this file they stand there when the form is opened or shown again.
(() => {
  const SELECTS = "select.admin-autocomplete";
  // What the notes under a select are about: Select2 tells of changes that are none.
  const told = new WeakMap();

  const chosen = (select) => {
    const keys = [...select.selectedOptions].map((option) => option.value).filter(Boolean);
    return new URLSearchParams(keys.map((key) => ["of", key])).toString();
  };

  const tell = async (select) => {
    const place = document.getElementById(`${select.id}_attention`);
    const query = chosen(select);
    if (!place || query === told.get(select)) return;
    told.set(select, query);
    if (!query) return place.replaceChildren();
    const answer = await fetch(`${place.dataset.attention}?${query}`);
    // A slow answer to an earlier choice is not shown under a later one.
    if (answer.ok && told.get(select) === query) place.innerHTML = await answer.text();
  };

  // Select2 tells jQuery alone, which comes after this file.
  addEventListener("load", () => {
    document.querySelectorAll(SELECTS).forEach((select) => told.set(select, chosen(select)));
    django.jQuery(document).on("change", SELECTS, ({ target }) => tell(target));
  });
})();
