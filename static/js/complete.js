// Offers words and names while one types, from the address in data-complete. Without
// it the page completes the last word when the form is sent.
const wait = 150;

for (const input of document.querySelectorAll("input[data-complete]")) {
  const list = document.createElement("datalist");
  list.id = `complete-${Math.random().toString(36).slice(2)}`;
  input.after(list);
  input.setAttribute("list", list.id);
  let timer;
  let asked;

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, wait);
  });

  async function offer() {
    const typed = input.value.trim();
    if (typed.length < 3 || typed === asked) return;
    asked = typed;
    const answer = await fetch(`${input.dataset.complete}?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok || input.value.trim() !== typed) return;
    const { found } = await answer.json();
    list.replaceChildren(...found.map((text) => Object.assign(document.createElement("option"), { value: text })));
  }
}
