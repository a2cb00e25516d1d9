// Brings in what a page needs, when it needs it; everything else waits.
"use strict";
(() => {
  const base = document.documentElement.dataset.content_root || "./";
  const loading = new Map();

  const script = (path) => new Promise((resolve, reject) => {
    const tag = document.createElement("script");
    tag.src = base + path;
    tag.onload = resolve;
    tag.onerror = () => reject(new Error(`${path} did not load`));
    document.head.append(tag);
  });

  // Loads each path once, in order; works from file:// too, where modules do not.
  const load = (...paths) => paths.reduce((before, path) => before.then(() => {
    if (!loading.has(path)) loading.set(path, script(path));
    return loading.get(path);
  }), Promise.resolve());

  window.m4ds = { load, base };

  const practice = () => {
    if (!document.querySelector(".quiz, .answer-box, [data-progress]")) return;
    load(...["parse", "compare", "progress", "answers", "quiz"].map((name) => `_static/practice/${name}.js`))
      .then(() => window.m4ds.startPractice());
  };

  const search = () => {
    if (!document.getElementById("search-results")) return;
    load("vendor/minisearch/index.js", "searchable.js", "_static/search/search.js").then(() => window.m4ds.startSearch());
  };

  const figures = () => {
    const waiting = document.querySelectorAll(".interactive");
    if (!waiting.length || !("IntersectionObserver" in window)) return;
    const near = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => {
      if (!isIntersecting) return;
      near.unobserve(target);
      const name = target.dataset.script;
      load("vendor/jsxgraph/jsxgraphcore.js", "_static/interactive/figure.js", `_static/interactive/${name}.js`)
        .then(() => window.m4ds.startFigure(target))
        .catch(() => target.classList.add("failed"));
    }), { rootMargin: "600px" });
    waiting.forEach((figure) => near.observe(figure));
  };

  // What is too wide for the page scrolls inside itself: let the keyboard reach it.
  const WIDE = ["div.math", ".katex-display", "figure", ".pst-scrollable-table-container", ".text_html"];
  const reachable = () => document.querySelectorAll(WIDE.map((wide) => `.bd-article ${wide}`)).forEach((box) => {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });

  const start = () => {
    practice();
    search();
    figures();
    reachable();
    addEventListener("resize", reachable);
    document.fonts?.ready.then(reachable);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
