// A 2x2 matrix as a map of the plane: drag its columns. Params: matrix, show ("singular" or "eigen").
"use strict";
m4ds.figure("linear-map", (f) => {
  const { show, colour } = m4ds;
  const [[a0, b0], [c0, d0]] = f.params.matrix || [[2, 1], [1, 2]];
  const SIDE = 4;
  f.board({ width: SIDE, height: SIDE, label: "The plane, its grid and unit circle, and where the matrix takes them" });

  f.key([["blue", "first column"], ["orange", "second column"], ["ink", "unit circle", true], ["ink", "its image"],
    ["purple", "directions that the map keeps at right angles, or keeps"]]);

  const read = {};   // how to read the handles
  let amount = 1;    // 0 shows the plane untouched, 1 the whole map
  const handle = (name, at, look) => f.point({ name, at, limit: [3, 3], step: 0.1,
    look: { fillColor: colour(look), strokeColor: colour("paper"), strokeWidth: 2 } });
  read.first = handle("First column", [a0, c0], "blue");
  read.second = handle("Second column", [b0, d0], "orange");
  read.lines = f.choice({ label: "Show", value: f.params.show || "singular",
    options: { singular: "singular vectors", eigen: "eigenvectors" } });
  const matrix = () => { const [[a, c], [b, d]] = [read.first(), read.second()]; return [[a, b], [c, d]]; };
  const apply = ([[a, b], [c, d]], [x, y]) => [a * x + b * y, c * x + d * y];
  const moved = (p) => { const q = apply(matrix(), p); return p.map((x, i) => (1 - amount) * x + amount * q[i]); };

  const lines = [];
  for (let i = -8; i <= 8; i += 1) lines.push([i, -8], [i, 8], null, [-8, i], [8, i], null);
  const circle = Array.from({ length: 97 }, (_, i) => [Math.cos(i * Math.PI / 48), Math.sin(i * Math.PI / 48)]);
  let drawn = svd([[a0, b0], [c0, d0]]);
  let eigen = eigenpairs([[a0, b0], [c0, d0]]);

  f.curve(() => lines, { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => lines.map((p) => p && moved(p)), { strokeColor: colour("sky"), strokeWidth: 1, strokeOpacity: 0.55 });
  f.curve(() => [[-8, 0], [8, 0], null, [0, -8], [0, 8]], { strokeColor: colour("grey"), strokeWidth: 1 });
  f.curve(() => circle, { strokeColor: colour("ink"), strokeWidth: 1.5, dash: 2 });
  f.curve(() => circle.map(moved), { strokeColor: colour("ink"), strokeWidth: 2 });

  f.text(() => [1, -0.25], "1", { color: colour("grey") });
  f.text(() => [-0.2, 1], "1", { color: colour("grey") });

  const isEigen = () => read.lines() === "eigen";
  const rays = () => eigen.flatMap(({ vector: [x, y] }) => [[-9 * x, -9 * y], [9 * x, 9 * y], null]);
  f.curve(() => (isEigen() ? rays() : []), { strokeColor: colour("purple"), strokeWidth: 2.5 });
  const axis = (i, from, look) => f.arrow(() => [0, 0], () => (isEigen() ? [0, 0] : from(i)), look);
  [0, 1].forEach((i) => {
    axis(i, (k) => drawn.v[k], { strokeColor: colour("purple"), dash: 2 });
    axis(i, (k) => moved(drawn.v[k]), { strokeColor: colour("purple") });
  });
  f.arrow(() => [0, 0], () => moved([1, 0]), { strokeColor: colour("blue"), strokeWidth: 3 });
  f.arrow(() => [0, 0], () => moved([0, 1]), { strokeColor: colour("orange"), strokeWidth: 3 });

  f.play("Play the map", (t) => { amount = t * t * (3 - 2 * t); });

  return () => {
    const A = matrix();
    [drawn, eigen] = [svd(A), eigenpairs(A)];
    const det = A[0][0] * A[1][1] - A[0][1] * A[1][0];
    f.expose({ matrix: A, det, singularValues: drawn.s, u: drawn.u, v: drawn.v,
      eigenvalues: eigen.map((pair) => pair.value), eigenvectors: eigen.map((pair) => pair.vector) });
    f.say(`${columns(A)} ${areas(det)} ${isEigen() ? eigenWords(A) : singularWords()}`);
  };

  function columns([[a, b], [c, d]]) {
    return `The columns are (${show(a)}, ${show(c)}) and (${show(b)}, ${show(d)}).`;
  }

  function areas(det) {
    if (Math.abs(det) < 1e-9) return "The determinant is 0: the plane collapses and areas vanish.";
    const turned = det < 0 ? ", and the plane is turned over" : "";
    return `The determinant is ${show(det)}: areas are multiplied by ${show(Math.abs(det))}${turned}.`;
  }

  function singularWords() {
    return `The dashed circle becomes an ellipse with half-axes ${show(drawn.s[0])} and ${show(drawn.s[1])}, the singular values.`;
  }

  function eigenWords([[a, b], [c, d]]) {
    if (!eigen.length) return "No real eigenvector: every direction is turned.";
    if (b === 0 && c === 0 && a === d) return `Every direction is kept, stretched by ${show(a)}.`;
    const one = ({ value, vector: [x, y] }) => `(${show(x)}, ${show(y)}), stretched by ${show(value)}`;
    return `Kept ${eigen.length > 1 ? "directions" : "direction"}: ${eigen.map(one).join("; and ")}.`;
  }

  // Closed form for 2x2: a rotation, two stretches, a rotation.
  function svd([[a, b], [c, d]]) {
    const [e, g, k, h] = [(a + d) / 2, (a - d) / 2, (c + b) / 2, (c - b) / 2];
    const [q, r] = [Math.hypot(e, h), Math.hypot(g, k)];
    const [first, second] = [Math.atan2(k, g), Math.atan2(h, e)];
    const [theta, phi] = [(second - first) / 2, (second + first) / 2];
    const sign = q < r ? -1 : 1;
    return { s: [q + r, Math.abs(q - r)],
      v: [[Math.cos(theta), -Math.sin(theta)], [Math.sin(theta), Math.cos(theta)]],
      u: [[Math.cos(phi), Math.sin(phi)], [-sign * Math.sin(phi), sign * Math.cos(phi)]] };
  }

  // The real eigenvalues, larger first, each with one unit eigenvector; none if they are complex.
  function eigenpairs([[a, b], [c, d]]) {
    const half = (a - d) / 2;
    const inside = half * half + b * c;
    if (inside < -1e-12) return [];
    const root = Math.sqrt(Math.max(inside, 0));
    const values = root < 1e-9 ? [(a + d) / 2] : [(a + d) / 2 + root, (a + d) / 2 - root];
    return values.map((value, i) => {
      const [first, second] = [[b, value - a], [value - d, c]];
      const longer = Math.hypot(...first) >= Math.hypot(...second) ? first : second;
      const length = Math.hypot(...longer);
      return { value, vector: length < 1e-12 ? [1 - i, i] : longer.map((x) => x / length) };
    });
  }
});
