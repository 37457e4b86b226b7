// Work in progress stays in this browser until it is saved: after a crash, an ended
// session or a refused form it is offered back. The server draws the form again with
// what was kept, and compares it where the text was saved since, so nothing is ever
// replaced here. The form works without this file.
(() => {
  const store = {
    read: (key) => JSON.parse(localStorage.getItem(`kept.${key}`) ?? "null"),
    write: (key, kept) => localStorage.setItem(`kept.${key}`, JSON.stringify(kept)),
    forget: (key) => [key, `${key}.later`].forEach((each) => localStorage.removeItem(`kept.${each}`)),
  };

  // The save before this page succeeded.
  const saved = document.cookie.match(/(?:^|; )saved_text=([^;]+)/)?.[1];
  if (saved) {
    store.forget(saved);
    document.cookie = "saved_text=; path=/; max-age=0; samesite=strict";
  }

  const isOurs = ([name, value]) =>
    typeof value === "string" && name !== "csrfmiddlewaretoken" && !name.includes("__prefix__");
  const isTyped = ([name]) => !name.startsWith("_");
  const words = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent.trim();

  addEventListener("load", () => {
    const box = document.querySelector("[data-kept]");
    const form = box?.closest("form");
    if (!form) return;
    const key = box.dataset.kept;
    const isUnsaved = box.dataset.unsaved === "yes";
    const version = () => form.elements._version?.value ?? "";
    const entries = () => [...new FormData(form)].filter(isOurs);
    const typed = (all) => JSON.stringify(all.filter(isTyped));

    let place = key;
    let isTouched = isUnsaved;
    let isLeft = false;
    const opened = typed(entries());
    let last = isUnsaved ? "" : opened;

    const keep = () => {
      const all = entries();
      const now = typed(all);
      if (isLeft || now === last) return;
      last = now;
      if (!isTouched) return; // the page itself, settling
      try {
        store.write(place, { at: Date.now(), version: version(), entries: all });
      } catch {} // full or forbidden: the form goes on without
    };
    // Editor and choosers keep their inputs in step, but not all of them say so.
    for (const kind of ["keydown", "pointerdown", "paste", "drop", "input"]) {
      form.addEventListener(kind, (event) => { isTouched ||= event.isTrusted; }, true);
    }
    setInterval(keep, 1000);
    addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", keep);
    if (isUnsaved) return keep();

    const kept = store.read(key) ?? store.read(`${key}.later`);
    if (!kept) return;
    if (typed(kept.entries) === last) return store.forget(key);
    // What is typed before deciding does not take the place of what was kept.
    place = `${key}.later`;
    tell(kept);

    function tell({ at, version: then, entries: all }) {
      const isMoved = then !== version();
      const moment = new Date(at);
      const time = box.querySelector("time");
      time.dateTime = moment.toISOString();
      const style = { dateStyle: "long", timeStyle: "short", hourCycle: "h23", timeZone: "America/Panama" };
      time.textContent = moment.toLocaleString(document.documentElement.lang === "en" ? "en-GB" : "es", style);
      box.querySelector(".kept-moved").hidden = !isMoved;
      box.querySelector(".kept-compare").hidden = !isMoved;
      box.querySelector(".kept-take").hidden = isMoved;
      box.querySelector(".kept-fields").append(...lines(all));
      box.querySelector(".kept-take").addEventListener("click", () => send(all));
      box.querySelector(".kept-compare").addEventListener("click", () => send(all));
      box.querySelector(".kept-discard").addEventListener("click", () => {
        store.forget(key);
        place = key;
        last = typed(entries()) === opened ? opened : "";
        box.hidden = true;
        keep();
      });
      box.hidden = false;
    }

    function lines(all) {
      const list = box.querySelector(".kept-fields").dataset;
      const found = [];
      let others = all.length !== entries().length;
      for (const [name, value] of all.filter(isTyped)) {
        const input = form.elements[name];
        const same = input?.value?.replace(/\r\n/g, "\n") === value.replace(/\r\n/g, "\n");
        if (same || input?.type === "hidden") continue;
        if (!input?.matches?.("textarea, [type=text]")) {
          others ||= !new FormData(form).getAll(name).includes(value);
          continue;
        }
        const label = input.labels[0]?.textContent.replace(/:\s*$/, "") ?? name;
        const lengths = list.characters
          .replace("%1", words(input.value).length)
          .replace("%2", words(value).length);
        found.push(`${label}: ${lengths}`);
      }
      if (others) found.push(list.rows);
      return found.map((text) => Object.assign(document.createElement("li"), { textContent: text }));
    }

    function send(all) {
      isLeft = true;
      const sent = Object.assign(document.createElement("form"), { method: "post", hidden: true });
      const token = form.elements.csrfmiddlewaretoken.value;
      for (const [name, value] of [...all, ["csrfmiddlewaretoken", token], ["_together", "1"]]) {
        sent.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      }
      document.body.append(sent);
      sent.submit();
    }
  });
})();
