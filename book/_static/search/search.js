// Searches the book while the reader types: by meaning of the fields, with typing errors, without a server.
"use strict";
(() => {
  const IDLE = new Set("a an and are as at be by can do does for from how i in is it my of on or should that the to too was what when which who why with you your".split(" "));
  const SHOWN = 20;

  // One form for a word's variants: accents, possessives, American spelling, endings.
  const fold = (word) => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/['’]s$/, "")
    .replace(/iz(e|es|ed|er|ing|ations?)$/, "is$1")
    .replace(/^(.{3,}?)(?:ions?|ings?|ed|e?s|e)$/, (all, stem) => (all.endsWith("ss") ? all : stem));
  const split = (text) => text.match(/\d+\.\d+|[\p{L}\p{N}]+/gu) ?? [];

  const engine = (rows) => {
    const found = new window.MiniSearch({
      idField: "url", fields: ["title", "names", "page", "text"], storeFields: ["url", "title", "page", "number", "aside"],
      tokenize: split, processTerm: fold,
    });
    found.addAll(rows);
    return found;
  };

  const OPTIONS = {
    boost: { title: 4, names: 2.5, page: 2, text: 1 },
    fuzzy: (word) => (word.length > 8 ? 2 : word.length > 4 ? 1 : 0),
    prefix: (word) => word.length > 2,
    boostDocument: (url, word, row) => (row.aside ? 0.15 : 1),
    weights: { fuzzy: 0.25, prefix: 0.5 },
  };

  // A section that holds all that was asked for comes before one that holds a part of it often.
  const search = (index, query) => {
    const words = split(query).filter((word) => !IDLE.has(word.toLowerCase()));
    const asked = words.length ? words : split(query);
    if (!asked.length) return [];
    const joined = asked.slice(1).map((word, i) => asked[i] + word).join(" ");   // "page rank" is PageRank too
    const forms = asked.map(fold);
    const held = (hit) => forms.reduce((sum, form) => sum + (hit.terms.includes(form) ? 1 : hit.queryTerms.includes(form) ? 0.5 : 0), 0);
    return index.search({ queries: [asked.join(" "), { queries: [joined], fuzzy: false, prefix: false }] }, OPTIONS)
      .map((hit) => ({ ...hit, score: hit.score * (held(hit) / forms.length) ** 3 }))
      .sort((a, b) => b.score - a.score);
  };

  const entry = (hit) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = window.m4ds.base + hit.url;
    link.textContent = `${hit.number ? `${hit.number}. ` : ""}${hit.title}`;
    item.append(link);
    if (hit.page) {
      const page = document.createElement("span");
      page.className = "search-page";
      page.textContent = hit.page;
      item.append(page);
    }
    return item;
  };

  window.m4ds.search = { engine, search };

  window.m4ds.startSearch = () => {
    const field = document.querySelector(".bd-search-container input[type=search]");
    const place = document.getElementById("search-results");
    const status = document.createElement("p");
    const list = document.createElement("ol");
    status.setAttribute("role", "status");
    place.replaceChildren(status, list);
    const index = engine(window.m4ds.searchable);
    const show = () => {
      const hits = search(index, field.value).slice(0, SHOWN);
      list.replaceChildren(...hits.map(entry));
      status.textContent = !field.value.trim() ? "Type a word, a name or a question."
        : hits.length ? `${hits.length === SHOWN ? "The first " : ""}${hits.length} section${hits.length > 1 ? "s" : ""}`
          : "No section holds these words. Try fewer words, or another name for the idea.";
    };
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    field.addEventListener("input", show);
    field.form.addEventListener("submit", (event) => {
      event.preventDefault();
      history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
      show();
      list.querySelector("a")?.focus();
    });
    show();
  };
})();
