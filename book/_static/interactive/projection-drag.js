// A point and a line through the origin: the nearest point of the line and the residual. Params: point, direction.
"use strict";
m4ds.figure("projection-drag", (f) => {
  const { show, colour } = m4ds;
  f.board({ width: 4, height: 3, label: "A line through the origin, a point, and the nearest point of the line" });
  f.key([["orange", "the point b"], ["blue", "the direction a, and its line"], ["green", "the projection p"],
    ["purple", "the residual b − p", true]]);

  const handle = (name, at, look) => f.point({ name, at, limit: [3.6, 2.7], step: 0.1,
    look: { fillColor: colour(look), strokeColor: colour("paper"), strokeWidth: 2 } });
  const point = handle("Point b", f.params.point || [1, 2], "orange");
  const direction = handle("Direction a", f.params.direction || [2, 1], "blue");

  const dot = ([a, b], [c, d]) => a * c + b * d;
  const times = (t, [a, b]) => [t * a, t * b];
  const isLine = () => dot(direction(), direction()) > 1e-12;
  const coefficient = () => (isLine() ? dot(direction(), point()) / dot(direction(), direction()) : 0);
  const nearest = () => times(coefficient(), direction());
  const residual = () => point().map((x, i) => x - nearest()[i]);
  const length = (v) => Math.hypot(...v);

  f.curve(() => [[-4, 0], [4, 0], null, [0, -3], [0, 3]], { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(line, { strokeColor: colour("sky"), strokeWidth: 2 });
  f.curve(() => [point(), nearest()], { strokeColor: colour("purple"), strokeWidth: 2.5, dash: 2 });
  f.curve(corner, { strokeColor: colour("ink"), strokeWidth: 1 });
  f.arrow(() => [0, 0], () => direction(), { strokeColor: colour("blue") });
  f.arrow(() => [0, 0], () => point(), { strokeColor: colour("orange"), strokeWidth: 1.5 });
  f.arrow(() => [0, 0], () => nearest(), { strokeColor: colour("green"), strokeWidth: 4 });

  return () => {
    const [b, a, p, r] = [point(), direction(), nearest(), residual()];
    f.expose({ point: b, direction: a, coefficient: isLine() ? coefficient() : null, projection: p, residual: r,
      lengths: [length(b), length(p), length(r)] });
    f.say(words(b, p, r));
  };

  function words(b, p, r) {
    const found = `The projection is (${show(p[0])}, ${show(p[1])}).`;
    const sides = `Lengths: point ${show(length(b))}, projection ${show(length(p))}, residual ${show(length(r))}.`;
    if (!isLine()) return `The direction is zero, so there is no line: the nearest point is the origin. ${sides}`;
    if (length(b) < 1e-9) return `The point is the origin, which lies on the line. ${found} ${sides}`;
    if (length(r) < 1e-9) return `The point lies on the line: it is its own projection. ${found} ${sides}`;
    if (length(p) < 1e-9) return `The point is perpendicular to the line: the projection is the origin. ${sides}`;
    return `${found} The residual meets the line at a right angle. ${sides} Squared, the last two add up to the first: ` +
      `${show(dot(p, p))} + ${show(dot(r, r))} = ${show(dot(b, b))}, up to rounding.`;
  }

  function line() {
    if (!isLine()) return [];
    const far = 8 / length(direction());
    return [times(-far, direction()), times(far, direction())];
  }

  // The small square that marks the right angle, on the side of the origin.
  function corner() {
    const [p, r] = [nearest(), residual()];
    if (length(r) < 0.3 || !isLine()) return [];
    const along = times((coefficient() < 0 ? 0.18 : -0.18) / length(direction()), direction());
    const up = times(0.18 / length(r), r);
    const at = (...steps) => steps.reduce(([x, y], [u, v]) => [x + u, y + v], p);
    return [at(along), at(along, up), at(up)];
  }
});
