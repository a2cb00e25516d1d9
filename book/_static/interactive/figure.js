// What every interactive figure shares: a board, points to drag, native handles, words, exposed values.
"use strict";
(() => {
  const makers = {};
  const plain = { highlight: false, fixed: true, withLabel: false };
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--m4ds-${name}`).trim();
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  const make = (tag, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  };

  // 2 as "2", 0.70711 as "0.71", minus as a minus sign.
  const show = (x, digits = 2) => String(Number(x.toFixed(digits))).replace("-", "−");

  class Figure {
    constructor(container) {
      this.container = container;
      this.params = JSON.parse(container.querySelector("script").textContent);
      this.id = container.id;
      this.plate = make("div", { className: "plate" });
      this.handles = make("div", { className: "handles" });
      this.words = make("p", { className: "words" });
      this.words.setAttribute("role", "status");
      container.querySelector(".interactive-stage").append(this.plate, this.handles, this.words);
      this.redraw = () => {};
      this.resets = [];
    }

    // A board that shows x from -width to width and y from -height to height.
    board({ width, height, label }) {
      const place = make("div", { className: "board", id: `${this.id}-board` });
      place.style.aspectRatio = `${width} / ${height}`;
      this.plate.style.maxWidth = width > 1.4 * height ? "" : "34rem"; // a square one must fit on a screen
      this.plate.append(place);
      this.jxg = JXG.JSXGraph.initBoard(place.id, {
        boundingbox: [-width, height, width, -height], keepAspectRatio: true, axis: false, title: label,
        showCopyright: false, showNavigation: false, pan: { enabled: false }, zoom: { enabled: false },
        browserPan: true, keyboard: { enabled: true, panShift: false, panCtrl: false },
        resize: { enabled: true, throttle: 100 },
      });
      return this.jxg;
    }

    // A curve through the points that `points()` gives; null breaks the line. One element, however many pieces.
    curve(points, look) {
      const curve = this.jxg.create("curve", [[0], [0]], { ...plain, ...look });
      curve.updateDataArray = function update() {
        const found = points();
        this.dataX = found.map((p) => (p ? p[0] : NaN));
        this.dataY = found.map((p) => (p ? p[1] : NaN));
      };
      return curve;
    }

    arrow(from, to, look) {
      const ends = [from, to].map((end) => [() => end()[0], () => end()[1]]);
      return this.jxg.create("arrow", ends, { ...plain, strokeWidth: 2.5, lastArrow: { type: 2, size: 5 }, ...look });
    }

    text(at, words, look) {
      return this.jxg.create("text", [() => at()[0], () => at()[1], words],
        { ...plain, display: "internal", fontSize: 15, anchorX: "middle", anchorY: "middle", ...look });
    }

    // A point to drag, with a native handle for each coordinate: mouse, touch, keyboard, screen reader.
    point({ at, name, look, limit, step }) {
      const point = this.jxg.create("point", [...at], {
        name: "", withLabel: false, size: 7, snapToGrid: true, snapSizeX: step, snapSizeY: step, tabindex: 0,
        aria: { enabled: true, label: `${name}: move with the arrow keys`, live: "off" }, ...look,
      });
      point.rendNode.setAttribute("role", "button");
      const where = () => [point.X(), point.Y()].map((x, i) => Number(Math.max(-limit[i], Math.min(limit[i], x)).toFixed(4)));
      const ranges = ["x", "y"].map((axis, i) => this.range({
        label: `${name}, ${axis}`, min: -limit[i], max: limit[i], step, value: at[i],
        moved: (value) => point.moveTo(where().map((x, j) => (j === i ? value : x))),
      }));
      const follow = () => {
        point.moveTo(where());
        ranges.forEach((range, i) => range.put(where()[i]));
        this.update();
      };
      ["drag", "keydrag"].forEach((event) => point.on(event, follow));
      return where;
    }

    // What the lines are: rows of [colour, words, dashed].
    key(rows) {
      const SVG = "http://www.w3.org/2000/svg";
      const swatch = (name, dashed) => {
        const [svg, line] = ["svg", "line"].map((tag) => document.createElementNS(SVG, tag));
        Object.entries({ width: 30, height: 12, "aria-hidden": true }).forEach(([k, v]) => svg.setAttribute(k, v));
        Object.entries({ x1: 3, x2: 27, y1: 6, y2: 6, stroke: colour(name), "stroke-width": 2.5, "stroke-dasharray": dashed ? "4 3" : "none" })
          .forEach(([k, v]) => line.setAttribute(k, v));
        svg.append(line);
        return svg;
      };
      this.plate.after(make("ul", { className: "key" },
        ...rows.map(([name, words, dashed]) => make("li", {}, swatch(name, dashed), words))));
    }

    // A native slider; returns a function that reads it, with `put` to set it.
    range({ label, min, max, step, value, digits = 2, moved = () => {} }) {
      const id = `${this.id}-handle-${this.handles.children.length}`;
      const input = make("input", { type: "range", id, min, max, step, value });
      const output = make("output", { htmlFor: id });
      const put = (x) => { input.value = x; output.textContent = show(Number(input.value), digits); };
      input.addEventListener("input", () => { put(input.value); moved(Number(input.value)); this.update(); });
      put(value);
      this.resets.push(() => { put(value); moved(value); });
      this.handles.append(make("div", { className: "handle" }, make("label", { htmlFor: id, textContent: label }), input, output));
      return Object.assign(() => Number(input.value), { put });
    }

    // Radio buttons; returns a function that reads which one is chosen.
    choice({ label, options, value }) {
      const name = `${this.id}-choice-${this.handles.children.length}`;
      const group = make("fieldset", { className: "handle-choice" }, make("legend", { textContent: label }));
      for (const [key, text] of Object.entries(options)) {
        const input = make("input", { type: "radio", name, value: key, checked: key === value });
        input.addEventListener("change", () => this.update());
        group.append(make("label", {}, input, ` ${text}`));
        if (key === value) this.resets.push(() => { input.checked = true; });
      }
      this.handles.append(group);
      return () => group.querySelector("input:checked").value;
    }

    // A button that runs `tick(t)` with t from 0 to 1; at once for readers who ask for less motion.
    play(label, tick, milliseconds = 1200) {
      const run = () => {
        const begin = performance.now();
        const frame = (now) => {
          const t = calm() ? 1 : Math.min(1, (now - begin) / milliseconds);
          tick(t);
          this.update();
          if (t < 1) requestAnimationFrame(frame);
        };
        frame(begin);
      };
      this.button(label, run);
    }

    button(label, act) {
      if (!this.buttons) this.handles.append(this.buttons = make("div", { className: "handle-buttons" }));
      const made = make("button", { type: "button", textContent: label });
      made.addEventListener("click", act);
      this.buttons.append(made);
    }

    // Says in words what the picture shows; waits for a pause, so that a screen reader can follow.
    say(words) {
      clearTimeout(this.saying);
      this.saying = setTimeout(() => { if (this.words.textContent !== words) this.words.textContent = words; }, 120);
    }

    // The mathematics that the picture shows, for tests: JSON in data-state.
    expose(values) { this.container.dataset.state = JSON.stringify(values); }

    update() {
      this.redraw();
      this.jxg.update();
    }

    reset() {
      this.resets.forEach((put) => put());
      this.update();
    }
  }

  // Where `value(x, y)` crosses each of the `levels`, for a curve: each small square cut into two triangles, in which
  // the function is taken as linear.
  const contours = ({ value, levels }, width, height) => {
    const n = 80;
    const at = (i, j) => [-width + 2 * width * i / n, -height + 2 * height * j / n];
    const grid = Array.from({ length: n + 1 }, (_, i) => Array.from({ length: n + 1 }, (__, j) => value(...at(i, j))));
    const found = [];
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < n; j += 1) {
        for (const corners of [[[i, j], [i + 1, j], [i + 1, j + 1]], [[i, j], [i, j + 1], [i + 1, j + 1]]]) {
          for (const level of levels) {
            const cuts = crossings(corners.map(([p, q]) => [...at(p, q), grid[p][q]]), level);
            if (cuts.length === 2) found.push(...cuts, null);
          }
        }
      }
    }
    return found;
  };

  const crossings = (corners, level) => {
    const cuts = [];
    for (const [p, q] of [[0, 1], [1, 2], [2, 0]]) {
      const [[x0, y0, z0], [x1, y1, z1]] = [corners[p], corners[q]];
      if ((z0 > level) !== (z1 > level)) {
        const t = (level - z0) / (z1 - z0);
        cuts.push([x0 + t * (x1 - x0), y0 + t * (y1 - y0)]);
      }
    }
    return cuts;
  };

  // The standard normal law: density, P(Z > z) over the density, P(Z > z) and P(Z <= z), to many digits far out, too.
  const density = (z) => Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  const mills = (z) => {
    if (z < 0) return 1 / density(z) - mills(-z);
    if (z > 4) {                                                   // a continued fraction
      let far = z;
      for (let k = 60; k > 0; k -= 1) far = z + k / far;
      return 1 / far;
    }
    let [term, sum] = [z, z];                                      // a series of positive terms
    for (let k = 3; term > 1e-17 * sum; k += 2) { term *= z * z / k; sum += term; }
    return 0.5 / density(z) - sum;
  };
  const above = (z) => (z < 0 ? 1 - above(-z) : density(z) * mills(z));
  const normal = { density, mills, above, below: (z) => above(-z) };

  globalThis.m4ds = Object.assign(globalThis.m4ds || {}, {
    colour, contours, normal, show,
    figure: (name, draw) => { makers[name] = draw; },
    startFigure: (container) => {
      const figure = new Figure(container);
      const redraw = makers[container.dataset.script](figure);
      figure.redraw = redraw;
      figure.button("Start again", () => figure.reset());
      figure.update();
      container.classList.add("ready");
    },
  });
})();
