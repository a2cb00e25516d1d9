// Newton's method for a zero: choose the function and the start, follow the tangents. Params: function, start, steps.
"use strict";
m4ds.figure("newton-steps", (f) => {
  const { show, colour } = m4ds;
  const FAR = 1e6;                                // from here on it has run away
  const functions = {
    square: { words: "x² − 2", f: (x) => x * x - 2, slope: (x) => 2 * x, zeros: [Math.SQRT2, -Math.SQRT2] },
    arctan: { words: "arctan x", f: Math.atan, slope: (x) => 1 / (1 + x * x), zeros: [0] },
    cubic: { words: "x³ − 2x + 2", f: (x) => x ** 3 - 2 * x + 2, slope: (x) => 3 * x * x - 2, zeros: [-1.7692923542386314] },
    double: { words: "(x − 1)²", f: (x) => (x - 1) ** 2, slope: (x) => 2 * (x - 1), zeros: [1] },
  };
  f.board({ width: 4, height: 3, label: "A function, tangents, and where they meet the axis" });
  f.key([["ink", "the function"], ["orange", "tangents"], ["blue", "the start"], ["green", "the zero"]]);
  const which = f.choice({ label: "Function", options: Object.fromEntries(Object.entries(functions).map(([k, v]) => [k, v.words])),
    value: f.params.function || "square" });
  const start = f.range({ label: "Start", min: -3.5, max: 3.5, step: 0.01, value: f.params.start ?? 1 });
  const count = f.range({ label: "Steps", min: 0, max: 12, step: 1, value: f.params.steps ?? 2, digits: 0 });

  let now = walk();
  const clip = (y) => Math.max(-50, Math.min(50, y));
  f.curve(() => [[-4, 0], [4, 0], null, [0, -3], [0, 3]], { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => Array.from({ length: 321 }, (_, i) => [-4 + i / 40, clip(functions[which()].f(-4 + i / 40))]),
    { strokeColor: colour("ink"), strokeWidth: 2 });
  f.curve(() => now.points.slice(0, -1).flatMap((x, k) => tangent(x, now.points[k + 1])), { strokeColor: colour("orange"), strokeWidth: 1.8 });
  f.curve(() => now.points.slice(0, -1).flatMap((x) => [[clip(x), 0], [clip(x), clip(functions[which()].f(x))], null]),
    { strokeColor: colour("grey"), strokeWidth: 1, dash: 2 });
  f.curve(() => functions[which()].zeros.flatMap((x) => dot(x, 0, 0.09)), { strokeColor: colour("green"), fillColor: colour("green"),
    fillOpacity: 1, strokeWidth: 1 });
  f.curve(() => now.points.filter((x) => Math.abs(x) < 4).flatMap((x) => dot(x, 0, 0.05)), { strokeColor: colour("orange"),
    fillColor: colour("orange"), fillOpacity: 1, strokeWidth: 1 });
  f.curve(() => dot(start(), 0, 0.09), { strokeColor: colour("blue"), fillColor: colour("blue"), fillOpacity: 1, strokeWidth: 1 });

  return () => {
    now = walk();
    f.expose({ function: which(), ...now });
    f.say(`${words()} ${digits()}`);
  };

  function walk() {
    const { f: value, slope, zeros } = functions[which()];
    const points = [start()];
    let ended = "goes on";
    while (points.length <= count()) {
      const x = points.at(-1);
      if (value(x) === 0) { ended = "arrived"; break; }
      if (slope(x) === 0) { ended = "level"; break; }
      const next = x - value(x) / slope(x);
      if (Math.abs(next) > FAR) { ended = "ran away"; break; }
      points.push(next);
    }
    const errors = points.map((x) => Math.min(...zeros.map((z) => Math.abs(x - z))));
    if (errors.at(-1) < 1e-12) ended = "arrived";
    const [x, , before] = [...points].reverse();
    if (points.length > 2 && ended === "goes on" && errors.at(-1) > 0.1 && Math.abs(x - before) < 1e-9) ended = "cycles";
    return { points, errors, ended };
  }

  function words() {
    const [k, x] = [now.points.length - 1, now.points.at(-1)];
    const place = `After ${k} step${k === 1 ? "" : "s"} you stand at ${Math.abs(x) < 1e4 ? show(x, 6) : "more than ten thousand from the zero"}.`;
    if (now.ended === "level") return `${place} The tangent there is level: it meets no zero.`;
    if (now.ended === "ran away") return `${place} The next step goes beyond a million: it runs away.`;
    if (now.ended === "cycles") return `${place} It cycles: every second point is the same.`;
    if (now.ended === "arrived") return `${place} That is the zero, to twelve digits.`;
    return place;
  }

  function digits() {
    const all = now.errors.map((e) => (e < 1e-15 ? "15" : show(Math.max(0, -Math.log10(e)), 1)));
    return `Correct decimals, step by step: ${all.join(", ")}.`;
  }

  // The part of the tangent that fits on the board, from the curve to the axis.
  function tangent(x, next) {
    const slope = functions[which()].slope(x);
    const at = (u) => slope * (u - next);
    const [from, to] = [Math.max(-4, Math.min(x, next)), Math.min(4, Math.max(x, next))];
    if (from >= to) return [];
    return [[from, clip(at(from))], [to, clip(at(to))], null];
  }

  function dot(x, y, r) {
    return [...Array.from({ length: 13 }, (_, i) => [x + r * Math.cos(i * Math.PI / 6), y + r * Math.sin(i * Math.PI / 6)]), null];
  }
});
