// The editor draws its own box and buttons in place of the textarea. Give the box the
// name and the language of the textarea, which screen readers and spell checkers ask
// for, and say the buttons in the language of the page. Without this file it works too.
document.addEventListener("prose-editor:ready", ({ target, detail }) => {
  const frame = target.closest(".prose-editor");
  const box = frame.querySelector("[contenteditable]");
  const label = document.querySelector(`label[for="${target.id}"]`);
  box.lang = target.lang;
  box.spellcheck = true;
  box.setAttribute("translate", "no");
  if (label) box.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
  const described = target.getAttribute("aria-describedby");
  if (described) box.setAttribute("aria-describedby", described);

  const say = () => {
    for (const button of frame.querySelectorAll(".prose-menubar button[title]")) {
      button.title = gettext(button.title);
      button.setAttribute("aria-label", button.title);
    }
    for (const option of frame.querySelectorAll(".prose-menubar__option > *")) {
      const words = gettext(option.textContent);
      if (words !== option.textContent) option.textContent = words;
    }
  };
  // A table becomes a paragraph a row, so that its cells do not run into one word.
  frame.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!/<t[dh]\b/i.test(html)) return;
    event.preventDefault();
    event.stopPropagation();
    detail.editor.view.pasteHTML(inRows(html));
  }, true);

  say();
  detail.editor.on("transaction", () => queueMicrotask(say));
});

function inRows(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const table of parsed.querySelectorAll("table")) {
    table.replaceWith(...[...table.rows].map((row) => {
      const cells = [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " "));
      return Object.assign(parsed.createElement("p"), { textContent: cells.filter(Boolean).join(" · ") });
    }));
  }
  return parsed.body.innerHTML;
}
