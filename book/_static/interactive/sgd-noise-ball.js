// SGD with a constant step on equal bowls (x² + 4y²) / 2 about the corners (±1, ±1): where the walk stays.
// Params: step, batch.
"use strict";
m4ds.figure("sgd-noise-ball", (f) => {
  const { show, colour } = m4ds;
  const CURVATURES = [1, 4];
  const LIMIT = 0.5;            // 2 / L
  const [SETTLING, SHOWN] = [200, 600];
  const FAR = 1e6;
  f.board({ width: 4, height: 3, label: "The last points of a walk about the minimum, and the predicted radius" });
  f.key([["sky", "equal values of f"], ["blue", "points of the walk"], ["orange", "predicted radius", true]]);

  const step = f.range({ label: "Step α", min: 0.02, max: 0.54, step: 0.02, value: f.params.step ?? 0.1 });
  const batch = f.range({ label: "Rows a step b", min: 1, max: 40, step: 1, value: f.params.batch ?? 1, digits: 0 });
  let cloud = [];

  const circle = (r) => Array.from({ length: 73 }, (_, i) => [r * Math.cos(i * Math.PI / 36), r * Math.sin(i * Math.PI / 36)]);
  const level = (c) => circle(1).map(([x, y]) => [Math.sqrt(2 * c) * x, Math.sqrt(c / 2) * y]);
  f.curve(() => [0.1, 0.5, 1, 2, 4, 8, 14].flatMap((c) => [...level(c), null]), { strokeColor: colour("sky"), strokeWidth: 1 });
  f.curve(() => [[-4, 0], [4, 0], null, [0, -3], [0, 3]], { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => cloud.flatMap(dot), { strokeColor: colour("blue"), strokeWidth: 1.6 });
  f.curve(() => (radius() === null ? [] : circle(radius())), { strokeColor: colour("orange"), strokeWidth: 2.5, dash: 2 });

  return () => {
    cloud = walk(step(), batch());
    const measured = cloud.length ? Math.sqrt(cloud.reduce((sum, [x, y]) => sum + x * x + y * y, 0) / cloud.length) : null;
    f.expose({ step: step(), batch: batch(), radius: radius(), measured, last: cloud.at(-1) ?? null, shown: cloud.length });
    f.say(words(measured));
  };

  // The root of the sum of the two mean squared errors; none from 2/L on.
  function radius() {
    if (step() >= LIMIT - 1e-9) return null;
    return Math.sqrt(CURVATURES.reduce((sum, c) => sum + (step() * c) / (batch() * (2 - step() * c)), 0));
  }

  // The same numbers for every setting: each row is one of four corners, two bits of a small generator.
  function walk(a, b) {
    const bits = generator(27);
    const found = [];
    let [x, y] = [0, 0];
    for (let k = 0; k < SETTLING + SHOWN; k += 1) {
      let [u, v] = [0, 0];
      for (let j = 0; j < b; j += 1) {
        const row = bits();
        u += row & 1 ? 1 : -1;
        v += row & 2 ? 1 : -1;
      }
      x -= a * CURVATURES[0] * (x - u / b);
      y -= a * CURVATURES[1] * (y - v / b);
      if (Math.hypot(x, y) > FAR) return [];
      if (k >= SETTLING) found.push([x, y]);
    }
    return found;
  }

  // mulberry32, its two top bits
  function generator(seed) {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 30) & 3;
    };
  }

  function words(measured) {
    if (radius() === null) {
      return `The step ${show(step())} is not below 2/L = ${show(LIMIT)}: along the steep axis the error grows for ever, with any batch.`;
    }
    return `Step ${show(step())}, ${batch()} ${batch() === 1 ? "row" : "rows"} a step: predicted radius ${show(radius())}, ` +
      `measured over the last ${SHOWN} steps ${show(measured)}.`;
  }

  function dot([x, y]) {
    const r = 0.03;
    return [[x - r, y], [x + r, y], null, [x, y - r], [x, y + r], null];
  }
});
