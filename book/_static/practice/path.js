// The path from the diagnostic test: the first answer to each question decides. Kept on this device, never sent.
"use strict";
(() => {
  const KEY = "m4ds-path";
  const { make } = m4ds;
  let first = {};

  function read() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      return Object.fromEntries(Object.entries(found || {}).filter(([label, right]) => label.startsWith("quiz-") && typeof right === "boolean"));
    } catch {
      return first;
    }
  }

  function write(found) {
    first = found;
    try { localStorage.setItem(KEY, JSON.stringify(found)); } catch { /* no storage: it lasts as long as the page */ }
  }

  m4ds.path = (place) => {
    const rows = [...place.querySelectorAll("li")].map((item) => ({
      item, label: [...item.classList].find((name) => name.startsWith("for-")).slice(4),
      mark: make("strong", { className: "path-mark" }),
    }));
    rows.forEach(({ item, mark }) => item.querySelector("p").prepend(mark));
    const status = make("p", { className: "path-status" });
    status.setAttribute("role", "status");

    const draw = () => {
      const found = read();
      const answered = rows.filter(({ label }) => label in found);
      const right = answered.filter(({ label }) => found[label]).length;
      rows.forEach(({ item, label, mark }) => {
        const state = !(label in found) ? "open" : found[label] ? "skim" : "read";
        item.classList.remove("path-open", "path-skim", "path-read");
        item.classList.add(`path-${state}`);
        mark.textContent = { open: "", skim: "Skim. ", read: "Read. " }[state];
      });
      status.textContent = answered.length
        ? `${answered.length} of ${rows.length} answered, ${right} right at the first try. Chapters marked “Read” are your path.`
        : "Answer the questions above; your path shows here.";
    };

    const again = m4ds.button("Start again", () => { write({}); draw(); });
    const print = m4ds.button("Print", () => window.print());
    place.prepend(status, make("div", { className: "answer-tools" }, print, again));
    document.addEventListener("m4ds-quiz", ({ detail: { label, right } }) => {
      const found = read();
      if (label in found) return;
      write({ ...found, [label]: right });
      draw();
    });
    draw();
  };
})();
