// A thousand machines and the alerts of a monitor: move three rates, count. Params: damaged, sensitivity, specificity.
"use strict";
m4ds.figure("icon-array", (f) => {
  const { show } = m4ds;
  const [ALL, ROWS] = [1000, 20];
  f.jxg = { update: () => {} };   // one SVG, no board

  const square = (x, y) => `M${x + 1},${y + 1}h8v8h-8z`;
  const ring = (x, y) => `M${x + 2},${y + 5}a3,3 0 1,0 6,0a3,3 0 1,0 -6,0z`;
  const diamond = (x, y) => `M${x + 5},${y}l5,5l-5,5l-5,-5z`;
  const kinds = [   // in the order in which they fill the columns
    { name: "damaged, rings", colour: "orange", shape: square, filled: true },
    { name: "sound, rings", colour: "blue", shape: ring, filled: false },
    { name: "damaged, silent", colour: "purple", shape: diamond, filled: true },
    { name: "sound, silent", colour: "light", shape: square, filled: true },
  ];

  const read = (label, name, min, max, step, otherwise) =>
    f.range({ label, min, max, step, value: f.params[name] ?? otherwise, digits: 1 });
  const damaged = read("Damaged, of 1000", "damaged", 1, 500, 1, 20);
  const sensitivity = read("Sensitivity, %", "sensitivity", 0, 100, 1, 90);
  const specificity = read("Specificity, %", "specificity", 50, 100, 0.5, 95);

  const picture = element("svg", { viewBox: `-3 -3 ${10 * ALL / ROWS + 6} ${10 * ROWS + 6}`, role: "img",
    "aria-label": "One mark a machine. The counts stand in words below." });
  Object.assign(picture.style, { width: "100%", display: "block", backgroundColor: "transparent" });
  const layers = kinds.map((kind) => picture.appendChild(mark(kind)));
  f.plate.append(picture);
  f.plate.after(key());

  return () => {
    const [p, s, t] = [damaged() / ALL, sensitivity() / 100, specificity() / 100];
    const found = Math.round(s * damaged());
    const falsely = Math.round((1 - t) * (ALL - damaged()));
    const counts = [found, falsely, damaged() - found, ALL - damaged() - falsely];
    draw(counts);
    const [rings, silent] = [p * s + (1 - p) * (1 - t), p * (1 - s) + (1 - p) * t];
    const ppv = rings > 0 ? p * s / rings : null;
    const npv = silent > 0 ? (1 - p) * t / silent : null;
    f.expose({ damaged: damaged(), sensitivity: s, specificity: t, counts, ppv, npv });
    f.say(`${damaged()} of ${ALL} are damaged. The monitor rings for ${found + falsely}: ${found} damaged and ${falsely} sound. ` +
      `It misses ${damaged() - found}. ${words(ppv, npv)}`);
  };

  function words(ppv, npv) {
    if (ppv === null) return "It never rings, so an alert has no predictive value.";
    const silence = npv === null ? "It is never silent." : `A silent machine is sound with probability ${show(100 * npv, 2)} %.`;
    return `An alert is real with probability ${show(100 * ppv, 1)} %. ${silence}`;
  }

  function draw(counts) {
    let next = 0;
    counts.forEach((count, kind) => {
      const places = Array.from({ length: count }, (_, i) => next + i);
      layers[kind].setAttribute("d", places.map((i) => kinds[kind].shape(10 * Math.floor(i / ROWS), 10 * (i % ROWS))).join(""));
      next += count;
    });
  }

  // Colours as variables, so that they follow a change between light and dark.
  function mark({ colour, filled }) {
    const path = element("path", {});
    const paint = `var(--m4ds-${colour})`;
    Object.assign(path.style, { fill: filled ? paint : "none", stroke: filled ? "none" : paint, strokeWidth: 2 });
    return path;
  }

  function key() {
    const list = Object.assign(document.createElement("ul"), { className: "key" });
    for (const kind of kinds) {
      const svg = element("svg", { width: 14, height: 14, viewBox: "-2 -2 14 14", "aria-hidden": true });
      svg.style.backgroundColor = "transparent";
      const path = mark(kind);
      path.setAttribute("d", kind.shape(0, 0));
      svg.append(path);
      const item = document.createElement("li");
      item.append(svg, kind.name);
      list.append(item);
    }
    return list;
  }

  function element(tag, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  }
});
