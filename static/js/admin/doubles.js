// “Is it one of these?”, asked while a name is typed. Without this file it is asked when
// the form is saved.
(() => {
  const REST = 500; // milliseconds without a key

  addEventListener("DOMContentLoaded", () => {
    const place = document.getElementById("doubles");
    if (!place) return;
    const inputs = place.dataset.inputs.split(" ").map((name) => document.getElementById(`id_${name}`));
    let turn, waiting;

    const names = () => inputs.flatMap((input) => input?.value.split("\n") ?? []).map((name) => name.trim()).filter(Boolean);

    const ask = async () => {
      const mine = (turn = Symbol("turn"));
      const query = new URLSearchParams(names().map((name) => ["name", name]));
      query.append("not", place.dataset.not);
      const answer = await fetch(`${place.dataset.alike}?${query}`);
      if (!answer.ok || turn !== mine) return;
      const before = place.querySelector("[name=_not_these]:checked")?.value;
      place.innerHTML = await answer.text();
      // Who has said no to the same ones is not asked again.
      const now = place.querySelector("[name=_not_these]");
      if (now) now.checked = now.value === before;
    };

    for (const input of inputs) {
      input?.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(ask, REST);
      });
    }
  });
})();
