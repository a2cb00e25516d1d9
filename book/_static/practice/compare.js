// Judges an answer as m4ds.exercises.core does: not attempted, keep working (and why), or correct.
"use strict";
(() => {
  const NEARLY = 0.02;
  const keep = (message) => ({ state: "keep working", message });
  const norm = (v) => Math.hypot(...v);
  const minus = (u, v) => u.map((x, i) => x - v[i]);

  const flatten = (value) => Array.isArray(value) ? value.flatMap(flatten) : [value];
  const shapeOf = (value) => Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : [];

  const inWords = (shape) => {
    const many = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
    if (shape.length === 1) return `a list of ${many(shape[0], "number")}`;
    return `a matrix of ${many(shape[0], "row")} and ${many(shape[1], "column")}`;
  };

  function direction(v) {
    const length = norm(v);
    if (length === 0) throw new m4ds.Unreadable("The zero vector has no direction.");
    const unit = v.map((x) => x / length);
    const sign = Math.sign(unit.find((x) => Math.abs(x) > 1e-6));
    return unit.map((x) => x * sign);
  }

  function sameNumbers(exercise, got, want) {
    const [a, b] = exercise.upToScale ? [direction(got), direction(want)] : [got, want];
    return norm(minus(a, b)) <= exercise.rtol * (norm(b) || 1);
  }

  // What an answer is a multiple of the right one by, and what that tells: as in m4ds.exercises.core.
  const SLIPS = [
    [-1, "Right size, wrong sign."],
    [180 / Math.PI, "That is in degrees; the question asks for radians."],
    [Math.PI / 180, "That is in radians; the question asks for degrees."],
    [100, "A hundred times too large: is it a percentage where a fraction is asked for?"],
    [0.01, "A hundred times too small: is it a fraction where a percentage is asked for?"],
    [2, "Twice too large: look for a factor 2 that does not belong, or a missing 1/2."],
    [0.5, "Half of it: look for a factor 2 that is missing, or a 1/2 that does not belong."],
    [1000, "A thousand times too large: look at the units."],
    [0.001, "A thousand times too small: look at the units."],
  ];

  function slips(want, shape) {
    const [rows, columns] = shape;
    return [
      ...(shape.length === 2 && rows === columns
        ? [[want.map((_, i) => want[(i % rows) * rows + Math.floor(i / rows)]), "That is the transpose: exchange rows and columns."]] : []),
      ...(shape.length === 1 && rows > 1 ? [[[...want].reverse(), "Right numbers, in the reverse order."]] : []),
      ...SLIPS.map(([factor, why]) => [want.map((x) => factor * x), why]),
      [want.map((x) => 1 / x), "That is the reciprocal: divide the other way round."],
      [want.map((x) => x ** 2), "That is the square: take the root."],
      [want.map((x) => Math.sqrt(Math.abs(x))), "That is the root: square it."],
    ];
  }

  function generalHint(exercise, got, want, shape) {
    if (!exercise.upToScale && want.some((x) => x !== 0)) {
      if (norm(minus(got, want)) <= NEARLY * norm(want)) {
        return "Very close: carry more digits and round only at the end.";
      }
      const near = (wrong) => wrong.every(Number.isFinite) && norm(minus(got, wrong)) <= exercise.rtol * norm(wrong);
      const slip = slips(want, shape).find(([wrong]) => near(wrong));
      if (slip) return slip[1];
    }
    return "Not yet. Open the hint, or work the small case by hand and compare.";
  }

  function typedNumbers(exercise, text, shape) {
    const got = exercise.kind === "number" ? { shape: [], flat: [m4ds.parse.number(text)] } : m4ds.parse.array(text);
    const row = shape.length === 2 && shape[0] === 1 && got.shape.length === 1;
    if (!row && String(got.shape) !== String(shape) || got.flat.length !== shape.reduce((a, b) => a * b, 1)) {
      throw new m4ds.Unreadable(`Your answer is ${inWords(got.shape)}; the question asks for ${inWords(shape)}.`);
    }
    if (!got.flat.every(Number.isFinite)) {
      throw new m4ds.Unreadable("Your answer holds NaN or infinity: look for a division by zero.");
    }
    return got.flat;
  }

  function judgeNumbers(exercise, text, { answer, mistakes }) {
    const want = flatten(answer);
    const got = typedNumbers(exercise, text, shapeOf(answer));
    if (sameNumbers(exercise, got, want)) return { state: "correct" };
    const known = mistakes.find(([wrong]) => {
      const values = flatten(wrong);
      return values.length === got.length && sameNumbers(exercise, got, values);
    });
    return keep(known ? known[1] : generalHint(exercise, got, want, shapeOf(answer)));
  }

  const sameValues = (got, want) => want.every((w, i) => w !== null && Math.abs(got[i] - w) <= 1e-9 + 1e-6 * Math.abs(w));

  function judgeExpression(exercise, text, { answer, mistakes }) {
    const got = m4ds.parse.evaluateAt(text, exercise.points, answer.length);
    if (sameValues(got, answer)) return { state: "correct" };
    const known = mistakes.find(([wrong]) => sameValues(got, wrong));
    return keep(known ? known[1] : "Not yet. Open the hint, or try a value of your own in both formulas.");
  }

  function judgeChoice(exercise, key, { answer, mistakes }) {
    if (key.toLowerCase() === answer) return { state: "correct" };
    const known = mistakes.find(([wrong]) => wrong === key.toLowerCase());
    return keep(known ? known[1] : "Not yet. Open the hint, then read each option again.");
  }

  const JUDGES = { number: judgeNumbers, vector: judgeNumbers, expression: judgeExpression, choice: judgeChoice };

  function judge(exercise, answer, variant) {
    if (!answer.trim()) return { state: "not attempted" };
    try {
      return JUDGES[exercise.kind](exercise, answer, variant);
    } catch (error) {
      if (error instanceof m4ds.Unreadable) return keep(error.message);
      throw error;
    }
  }

  globalThis.m4ds = Object.assign(globalThis.m4ds || {}, { judge });
})();
