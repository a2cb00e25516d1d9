// The quadratic form of a symmetric 2x2 matrix: where it is 1 and where it is -1, its axes, its kind. Params: a, b, c.
"use strict";
m4ds.figure("quadratic-form", (f) => {
  const { show, colour } = m4ds;
  const FAR = 9;
  f.board({ width: 2.4, height: 1.8, label: "The lines on which a quadratic form is 1 and minus 1, and its axes" });
  f.key([["blue", "where the form is 1"], ["orange", "where it is −1", true], ["green", "eigenvector of the larger eigenvalue"],
    ["purple", "eigenvector of the smaller one"]]);
  const slider = (label, value) => f.range({ label, min: -3, max: 3, step: 0.1, value });
  const a = slider("a, top left", f.params.a ?? 2);
  const b = slider("b, off the diagonal", f.params.b ?? 1);
  const c = slider("c, bottom right", f.params.c ?? 2);
  const clean = (x) => (Math.abs(x) < 1e-9 ? 0 : x);
  let eigen = pairs();

  f.curve(() => [[-5, 0], [5, 0], null, [0, -5], [0, 5]], { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => level(1), { strokeColor: colour("blue"), strokeWidth: 3 });
  f.curve(() => level(-1), { strokeColor: colour("orange"), strokeWidth: 2.5, dash: 2 });
  const axis = (i, name) => f.curve(() => {
    const [x, y] = eigen[i].vector;
    const r = Math.min(FAR, halfAxis(eigen[i].value) ?? FAR);
    return [[-r * x, -r * y], [r * x, r * y]];
  }, { strokeColor: colour(name), strokeWidth: 2 });
  axis(0, "green");
  axis(1, "purple");

  return () => {
    eigen = pairs();
    const det = clean(a() * c() - b() * b());
    f.expose({ matrix: [[a(), b()], [b(), c()]], det, eigenvalues: eigen.map((e) => e.value),
      eigenvectors: eigen.map((e) => e.vector), halfAxes: eigen.map((e) => halfAxis(e.value)), kind: kind(), level: level(1) });
    f.say(words(det));
  };

  // Larger eigenvalue first, each with a unit eigenvector: the axes of the form.
  function pairs() {
    const [mean, half] = [(a() + c()) / 2, (a() - c()) / 2];
    const radius = Math.hypot(half, b());
    const angle = radius < 1e-12 ? 0 : Math.atan2(b(), half) / 2;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    return [{ value: clean(mean + radius), vector: [x, y] }, { value: clean(mean - radius), vector: [-y, x] }];
  }

  // How far along its axis the form reaches 1 or -1; null if it never does.
  function halfAxis(value) { return value === 0 ? null : 1 / Math.sqrt(Math.abs(value)); }

  function kind() {
    const [high, low] = eigen.map((e) => e.value);
    if (low > 0) return "positive definite";
    if (high < 0) return "negative definite";
    if (high > 0 && low < 0) return "indefinite";
    if (high === 0 && low === 0) return "zero";
    return high > 0 ? "positive semidefinite" : "negative semidefinite";
  }

  // The points in each direction where the form has the value `sign`; a break where there is none within reach.
  function level(sign) {
    return Array.from({ length: 721 }, (_, i) => {
      const [x, y] = [Math.cos(i * Math.PI / 360), Math.sin(i * Math.PI / 360)];
      const value = sign * (a() * x * x + 2 * b() * x * y + c() * y * y);
      return value * FAR * FAR > 1 ? [x / Math.sqrt(value), y / Math.sqrt(value)] : null;
    });
  }

  function words(det) {
    const [high, low] = eigen.map((e) => e.value);
    const first = `Eigenvalues ${show(high)} and ${show(low)}, determinant ${show(det)}: the matrix is ${kind()}.`;
    const shape = {
      "positive definite": `The form is 1 on an ellipse with half-axes ${show(1 / Math.sqrt(high))} and ${show(1 / Math.sqrt(low))}.`,
      "negative definite": "The form is never 1: it is below zero everywhere but at the origin. It is −1 on an ellipse.",
      indefinite: "The form is 1 on one pair of branches and −1 on another: there are directions in which it is negative.",
      "positive semidefinite": "The form is 1 on two parallel lines: along them it does not change.",
      "negative semidefinite": "The form is −1 on two parallel lines, and never 1.",
      zero: "The form is 0 everywhere.",
    }[kind()];
    return `${first} ${shape}`;
  }
});
