// A square cell, dragged over the plane, and its image under a map: ratio of areas against |det J|. Params: map, point, side.
"use strict";
m4ds.figure("jacobian-cell", (f) => {
  const { show, colour } = m4ds;
  const MAPS = {
    square: { words: "¼(u² − v², 2uv)", at: (u, v) => [(u * u - v * v) / 4, u * v / 2], det: (u, v) => (u * u + v * v) / 4 },
    bend: { words: "(u, v + u²/4)", at: (u, v) => [u, v + u * u / 4], det: () => 1 },
    fold: { words: "(u²/2, v)", at: (u, v) => [u * u / 2, v], det: (u) => u },
    polar: { words: "(u cos v, u sin v)", at: (u, v) => [u * Math.cos(v), u * Math.sin(v)], det: (u) => u },
  };
  const SIDES = 24;                                   // straight pieces along each side of the image
  f.board({ width: 4, height: 3, label: "A square cell and its image under a map" });
  f.key([["blue", "the cell"], ["orange", "its image"], ["light", "images of grid lines"],
    ["green", "the image if the map were linear", true]]);

  const chosen = f.choice({ label: "Map of (u, v)", value: f.params.map || "square",
    options: Object.fromEntries(Object.entries(MAPS).map(([key, map]) => [key, `${key}: ${map.words}`])) });
  const centre = f.point({ name: "Cell", at: f.params.point || [1, 0.5], limit: [2, 1.8], step: 0.1,
    look: { fillColor: colour("blue"), strokeColor: colour("paper"), strokeWidth: 2, size: 5 } });
  const side = f.range({ label: "Side of the cell", min: 0.1, max: 1, step: 0.05, value: f.params.side ?? 1 });

  const map = () => MAPS[chosen()];
  const rim = (pieces) => {
    const [[u, v], h] = [centre(), side() / 2];
    const corners = [[-h, -h], [h, -h], [h, h], [-h, h]];
    const found = [];
    corners.forEach(([p, q], i) => {
      const [r, s] = corners[(i + 1) % 4];
      for (let k = 0; k < pieces; k += 1) found.push([u + p + (r - p) * k / pieces, v + q + (s - q) * k / pieces]);
    });
    return [...found, found[0]];
  };
  const image = (pieces) => rim(pieces).map((p) => map().at(...p));
  const area = (points) => points.slice(1).reduce((sum, [x, y], i) => sum + (points[i][0] * y - x * points[i][1]) / 2, 0);

  f.curve(grid, { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => rim(1), { strokeColor: colour("blue"), strokeWidth: 2.5 });
  f.curve(() => linear(), { strokeColor: colour("green"), strokeWidth: 1.5, dash: 2 });
  f.curve(() => image(SIDES), { strokeColor: colour("orange"), strokeWidth: 2.5 });

  return () => {
    const [u, v] = centre();
    const signed = area(image(200));
    const ratio = Math.abs(signed) / side() ** 2;
    const det = map().det(u, v);
    f.expose({ map: chosen(), point: [u, v], side: side(), cell: side() ** 2, image: signed, ratio, det });
    f.say(`The cell has the area ${show(side() ** 2, 4)}, its image ${show(Math.abs(signed), 4)}: the ratio is ${show(ratio, 4)}. ` +
      `At the centre (${show(u)}, ${show(v)}), |det J| = ${show(Math.abs(det), 4)}. ${remark(u, ratio, det)}`);
  };

  function remark(u, ratio, det) {
    const folded = (chosen() === "fold" || chosen() === "polar") && Math.abs(u) < side() / 2 - 1e-9;
    if (folded) return "The cell crosses u = 0, where det J changes its sign: the signed areas of the two parts cancel, in part or wholly.";
    if (Math.abs(det) < 1e-12) return "Here det J = 0: near this point the map crushes areas.";
    const gap = ratio - Math.abs(det);
    if (Math.abs(gap) < 5e-5) return "They agree.";
    return `They differ by ${show(Math.abs(gap), 4)}.`;
  }

  // The parallelogram of the linearisation at the centre, with the Jacobian by central differences (exact enough to draw).
  function linear() {
    const [u, v] = centre();
    const step = 1e-4;
    const at = map().at;
    const [a, b] = [[at(u + step, v), at(u - step, v)], [at(u, v + step), at(u, v - step)]]
      .map(([p, q]) => [(p[0] - q[0]) / (2 * step), (p[1] - q[1]) / (2 * step)]);
    const [x, y] = at(u, v);
    return rim(1).map(([p, q]) => [x + a[0] * (p - u) + b[0] * (q - v), y + a[1] * (p - u) + b[1] * (q - v)]);
  }

  function grid() {
    const lines = [];
    for (let k = -2; k <= 2; k += 0.5) {
      for (let t = 0; t <= 40; t += 1) lines.push(map().at(k, -2 + t / 10));
      lines.push(null);
      for (let t = 0; t <= 40; t += 1) lines.push(map().at(-2 + t / 10, k));
      lines.push(null);
    }
    return lines;
  }
});
