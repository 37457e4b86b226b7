// Work in progress stays in this browser until it is saved: after a crash, an ended
// session or a refused form it is offered back. The server draws the form again with
// what was kept, and compares it where the text was saved since, so nothing is ever
// replaced here. The form works without this file.
(() => {
  // Each page keeps its own work, so that nothing takes the place of another accident.
  const store = {
    all: (key) => Object.keys(localStorage)
      .filter((name) => name.startsWith(`kept.${key}#`))
      .map((name) => ({ name, ...JSON.parse(localStorage.getItem(name)) }))
      .sort((one, other) => other.at - one.at),
    write: (name, kept) => localStorage.setItem(name, JSON.stringify(kept)),
    forget: (name) => localStorage.removeItem(name),
  };
  // What is in the form of this window: kept no longer once that is saved.
  const inForm = {
    names: (key) => JSON.parse(sessionStorage.getItem(`kept.${key}`) ?? "[]"),
    add: (key, name) => sessionStorage.setItem(
      `kept.${key}`, JSON.stringify([...new Set([...inForm.names(key), name])]),
    ),
    start: (key) => sessionStorage.removeItem(`kept.${key}`),
    forget: (key, but) => {
      inForm.names(key).filter((name) => name !== but).forEach(store.forget);
      inForm.start(key);
      if (but) inForm.add(key, but);
    },
  };

  // The save before this page succeeded.
  const saved = document.cookie.match(/(?:^|; )saved_text=([^;]+)/)?.[1];
  if (saved) {
    inForm.forget(saved);
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

    let own = `kept.${key}#${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    // A browser that goes back fills in what was typed: that is this page's own.
    const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
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
      if (now === opened && !isUnsaved && !isBack) return store.forget(own);
      try {
        store.write(own, { at: Date.now(), version: version(), entries: all });
        inForm.add(key, own);
      } catch {} // full or forbidden: the form goes on without
    };
    // Editor and choosers keep their inputs in step, but not all of them say so.
    for (const kind of ["keydown", "pointerdown", "paste", "drop", "input"]) {
      form.addEventListener(kind, (event) => { isTouched ||= event.isTrusted; }, true);
    }
    setInterval(keep, 1000);
    addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", keep);
    if (isUnsaved) {
      // The form as it was sent, or with what was kept: it stands for those now.
      keep();
      return inForm.forget(key, own);
    }

    inForm.start(key);
    const waiting = store.all(key).filter(({ name, entries: all }) => {
      if (typed(all) !== last) return true;
      if (isBack) inForm.add(key, (own = name));
      else store.forget(name);
    });
    const offered = () => waiting[0];
    for (const button of box.querySelectorAll(".kept-take, .kept-compare")) {
      button.addEventListener("click", () => {
        inForm.add(key, offered().name);
        send(offered().entries);
      });
    }
    box.querySelector(".kept-discard").addEventListener("click", () => {
      store.forget(waiting.shift().name);
      offer();
    });
    offer();

    // The newest of what was kept, then the one before it.
    function offer() {
      box.hidden = !offered();
      if (box.hidden) return;
      const { at, version: then, entries: all } = offered();
      const isMoved = then !== version();
      const moment = new Date(at);
      const time = box.querySelector("time");
      time.dateTime = moment.toISOString();
      const style = { dateStyle: "long", timeStyle: "short", hourCycle: "h23", timeZone: "America/Panama" };
      time.textContent = moment.toLocaleString(document.documentElement.lang === "en" ? "en-GB" : "es", style);
      box.querySelector(".kept-moved").hidden = !isMoved;
      box.querySelector(".kept-compare").hidden = !isMoved;
      box.querySelector(".kept-take").hidden = isMoved;
      box.querySelector(".kept-fields").replaceChildren(...lines(all));
      box.querySelector(".kept-more").hidden = waiting.length < 2;
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
          .replace("{here}", words(input.value).length)
          .replace("{kept}", words(value).length);
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
