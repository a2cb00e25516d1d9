// A square of area 1, cut again and again: each cut takes the share 1 − r of what is left. Params: ratio, cuts.
"use strict";
m4ds.figure("geometric-series", (f) => {
  const { show, colour } = m4ds;
  f.board({ width: 1.08, height: 1.08, label: "A square cut into the terms of a geometric series" });
  f.key([["blue", "cut off: terms 0, 2, 4, …"], ["sky", "cut off: terms 1, 3, 5, …"], ["orange", "what is left"]]);

  const ratio = f.range({ label: "Ratio r", min: 0.1, max: 0.9, step: 0.05, value: f.params.ratio || 0.5 });
  const cuts = f.range({ label: "Cuts n", min: 0, max: 40, step: 1, value: f.params.cuts ?? 4, digits: 0 });
  let found = dissect(ratio(), cuts());

  const fill = (name) => ({ fillColor: colour(name), fillOpacity: 1, strokeColor: colour("paper"), strokeWidth: 1 });
  f.curve(() => found.pieces.filter((_, k) => k % 2 === 0).flatMap(outline), fill("blue"));
  f.curve(() => found.pieces.filter((_, k) => k % 2 === 1).flatMap(outline), fill("sky"));
  f.curve(() => outline(found.rest), fill("orange"));
  for (let k = 0; k < 6; k += 1) {
    f.text(() => middle(k), () => (roomy(k) ? String(k) : ""), { strokeColor: colour("paper"), cssStyle: "font-weight: bold" });
  }

  return () => {
    const [r, n] = [ratio(), cuts()];
    found = dissect(r, n);
    const left = r ** n;
    const sum = (1 - left) / (1 - r);
    f.expose({ ratio: r, cuts: n, pieces: found.pieces, rest: found.rest, left, sum });
    f.say(`After ${n} cut${n === 1 ? "" : "s"}, ${show(1 - left, 4)} of the square is cut off and ${show(left, 4)} is left. ` +
      `So the first ${n} terms of 1 + r + r² + … add up to ${show(1 - left, 4)} / ${show(1 - r)} = ${show(sum, 4)}; ` +
      `all of them to 1 / ${show(1 - r)} = ${show(1 / (1 - r), 4)}.`);
  };

  // Rectangles [x, y, width, height] in the unit square: cuts go upright and across in turn.
  function dissect(r, n) {
    const pieces = [];
    let [x, y, w, h] = [0, 0, 1, 1];
    for (let k = 0; k < n; k += 1) {
      if (k % 2 === 0) {
        pieces.push([x, y, w * (1 - r), h]);
        x += w * (1 - r);
        w *= r;
      } else {
        pieces.push([x, y, w, h * (1 - r)]);
        y += h * (1 - r);
        h *= r;
      }
    }
    return { pieces, rest: [x, y, w, h] };
  }

  function outline([x, y, w, h]) {
    return [[x, y], [x + w, y], [x + w, y + h], [x, y + h], [x, y]].map(([a, b]) => [2 * a - 1, 2 * b - 1]).concat([null]);
  }

  function roomy(k) { return k < found.pieces.length && Math.min(found.pieces[k][2], found.pieces[k][3]) > 0.06; }

  function middle(k) {
    const [x, y, w, h] = found.pieces[k] || [0, 0, 0, 0];
    return [2 * x + w - 1, 2 * y + h - 1];
  }
});
