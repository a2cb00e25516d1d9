// Six points, one to drag: the line of all, the line of the others, leverage and Cook's distance. Params: points, point.
"use strict";
m4ds.figure("leverage-drag", (f) => {
  const { show, colour } = m4ds;
  const [W, H] = [6, 4];
  f.board({ width: W, height: H, label: "Six points, the least-squares line of all, and the line of the five fixed ones" });
  f.key([["blue", "the five others"], ["orange", "the point to drag"], ["green", "line of all six"],
    ["grey", "line of the five others", true], ["purple", "leave-one-out residual", true]]);

  const others = f.params.points || [[-3, -1.5], [-2, -0.5], [-1, -1], [0, 0.5], [1, 0]];
  const grid = [];
  for (let i = -W; i <= W; i += 1) grid.push([i, -H], [i, H], null);
  for (let i = -H; i <= H; i += 1) grid.push([-W, i], [W, i], null);
  f.curve(() => grid, { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => [[-W, 0], [W, 0], null, [0, -H], [0, H]], { strokeColor: colour("grey"), strokeWidth: 1 });

  const read = f.point({ name: "Point", at: f.params.point || [5, -3], limit: [5.5, 3.5], step: 0.5,
    look: { fillColor: colour("orange"), strokeColor: colour("paper"), strokeWidth: 2 } });

  const sum = (values) => values.reduce((total, v) => total + v, 0);
  function line(points) {
    const n = points.length;
    const [cx, cy] = [0, 1].map((i) => sum(points.map((p) => p[i])) / n);
    const sxx = sum(points.map((p) => (p[0] - cx) ** 2));
    const slope = sum(points.map((p) => (p[0] - cx) * (p[1] - cy))) / sxx;
    return { slope, intercept: cy - slope * cx, cx, sxx, n };
  }

  const without = line(others);
  const at = (l, x) => l.intercept + l.slope * x;

  function found() {
    const point = read();
    const points = [...others, point];
    const all = line(points);
    const leverage = 1 / all.n + (point[0] - all.cx) ** 2 / all.sxx;
    const residual = point[1] - at(all, point[0]);
    const out = point[1] - at(without, point[0]);
    const s2 = sum(points.map((p) => (p[1] - at(all, p[0])) ** 2)) / (all.n - 2);
    return { point, all, leverage, residual, out, s2, cook: out * out * leverage / (2 * s2) };
  }

  const ends = (l) => [-W, W].map((x) => [x, at(l, x)]);
  f.curve(() => ends(without), { strokeColor: colour("grey"), strokeWidth: 2, dash: 2 });
  f.curve(() => ends(found().all), { strokeColor: colour("green"), strokeWidth: 2.5 });
  f.curve(() => { const { point } = found(); return [point, [point[0], at(without, point[0])]]; },
    { strokeColor: colour("purple"), strokeWidth: 1.5, dash: 2 });
  others.forEach((p) => f.jxg.create("point", p, { name: "", withLabel: false, fixed: true, size: 4, highlight: false,
    fillColor: colour("blue"), strokeColor: colour("paper") }));

  return () => {
    const now = found();
    f.expose({ points: [...others, now.point], slope: now.all.slope, intercept: now.all.intercept,
      slopeWithout: without.slope, interceptWithout: without.intercept, leverage: now.leverage,
      residual: now.residual, out: now.out, cook: now.cook });
    f.say(`Leverage ${show(now.leverage, 3)}: lift the point by 1, and the line rises there by ${show(now.leverage, 3)}. `
      + `Residual ${show(now.residual)}, from the line of the others ${show(now.out)}. `
      + `Cook's distance ${show(now.cook)}. Slope ${show(now.all.slope)}, without the point ${show(without.slope)}.`);
  };
});
