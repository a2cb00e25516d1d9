// The reader's progress: kept on this device under one key, shown, exported, imported, erased. Never sent.
"use strict";
(() => {
  const KEY = "m4ds-progress";
  const VERSION = 1;
  const LABEL = /^(ex|quiz)-[a-z0-9-]{1,100}$/;
  const STATES = ["tried", "correct"];
  const LARGEST = 200000;
  let unsaved = {}; // stands in where the browser gives no storage

  // Keeps what is well formed and drops the rest; returns null if it is not a progress file at all.
  function validated(found) {
    if (typeof found !== "object" || found === null || found.version !== VERSION) return null;
    if (typeof found.items !== "object" || found.items === null || Array.isArray(found.items)) return null;
    const good = Object.entries(found.items).filter(([label, state]) => LABEL.test(label) && STATES.includes(state));
    return Object.fromEntries(good);
  }

  function read() {
    try {
      const text = localStorage.getItem(KEY);
      return text === null ? unsaved : validated(JSON.parse(text)) || {};
    } catch {
      return unsaved;
    }
  }

  function write(items) {
    unsaved = items;
    try {
      localStorage.setItem(KEY, JSON.stringify({ version: VERSION, items }));
    } catch { /* private window, storage full or switched off: progress lasts as long as the page */ }
    document.dispatchEvent(new Event("m4ds-progress"));
  }

  const state = (label) => read()[label];

  function record(label, found) {
    const items = read();
    if (items[label] === "correct" || items[label] === found) return;
    write({ ...items, [label]: found });
  }

  function erase() {
    unsaved = {};
    try { localStorage.removeItem(KEY); } catch { /* nothing was stored */ }
    document.dispatchEvent(new Event("m4ds-progress"));
  }

  const better = (a, b) => (a === "correct" || b === "correct" ? "correct" : "tried");

  function merge(text) {
    let found = null;
    try { found = text.length > LARGEST ? null : validated(JSON.parse(text)); } catch { /* not JSON */ }
    if (found === null) return "This is not a progress file of this book. Nothing was changed.";
    const items = read();
    for (const [label, there] of Object.entries(found)) items[label] = better(there, items[label] || there);
    write(items);
    return `Imported: ${Object.keys(found).length} answers. What you had solved here is kept.`;
  }

  const make = (tag, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  };

  function save() {
    const text = JSON.stringify({ version: VERSION, items: read() }, null, 1);
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = make("a", { href: address, download: "m4ds-progress.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  function row({ page, title, labels }, items) {
    const solved = labels.filter((label) => items[label] === "correct").length;
    const bar = make("progress", { max: labels.length, value: solved });
    bar.setAttribute("aria-label", `Solved in ${title}`);
    const link = make("a", { href: m4ds.base + page, textContent: title });
    return make("li", {}, link, bar, make("span", { textContent: `${solved} of ${labels.length}` }));
  }

  function panel(place) {
    const status = make("p", { className: "progress-status" });
    status.setAttribute("role", "status");
    const rows = make("ul", { className: "progress-rows" });
    const file = make("input", { type: "file", accept: ".json,application/json", id: "progress-file" });
    file.addEventListener("change", async () => {
      if (file.files[0]) status.textContent = merge(await file.files[0].text());
      file.value = "";
    });
    const button = (text, act) => {
      const made = make("button", { type: "button", textContent: text });
      made.addEventListener("click", act);
      return made;
    };
    const wipe = button("Erase", () => {
      if (wipe.textContent === "Erase") {
        wipe.textContent = "Erase everything?";
        status.textContent = "Press again to erase all progress on this device.";
        return;
      }
      erase();
      wipe.textContent = "Erase";
      status.textContent = "Erased.";
    });
    wipe.addEventListener("blur", () => { wipe.textContent = "Erase"; });
    const tools = make("div", { className: "progress-tools" }, button("Export to a file", save),
      make("label", { htmlFor: "progress-file", textContent: "Import a file" }), file, wipe);
    const draw = () => {
      const items = read();
      rows.replaceChildren(...(m4ds.contents || []).map((page) => row(page, items)));
      if (!rows.children.length) rows.append(make("li", { textContent: "No page of this edition has anything to solve." }));
    };
    place.append(rows, tools, status);
    document.addEventListener("m4ds-progress", draw);
    draw();
  }

  globalThis.m4ds = Object.assign(globalThis.m4ds || {}, { make, progress: { validated, read, state, record, erase, merge, panel } });
})();
