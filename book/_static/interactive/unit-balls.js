// The unit ball of a p-norm, and the length of a point that the reader drags. Params: p, point.
"use strict";
m4ds.figure("unit-balls", (f) => {
  const { show, colour } = m4ds;
  f.board({ width: 2.4, height: 1.8, label: "The unit ball of the p-norm and a vector" });
  f.key([["blue", "length 1"], ["sky", "the length of your vector"], ["orange", "your vector: drag its tip"]]);

  // The handle s runs from 0.5 to 2: p = s up to 1, then p = 1/(2 - s), so that s = 2 is p = ∞.
  const p0 = f.params.p || 2;
  const handle = f.range({ label: "Shape s (1: p = 1, 1.5: p = 2, 2: p = ∞)", min: 0.5, max: 2, step: 0.05,
    value: p0 < 1 ? p0 : 2 - 1 / p0 });
  const exponent = () => {
    const s = handle();
    if (s <= 1) return s;
    return s > 1.999 ? Infinity : 1 / (2 - s);
  };
  const tip = f.point({ name: "Tip", at: f.params.point || [0.8, 0.6], limit: [2.2, 1.6], step: 0.1,
    look: { fillColor: colour("orange"), strokeColor: colour("paper"), strokeWidth: 2 } });

  f.curve(() => [[-3, 0], [3, 0], null, [0, -2], [0, 2]], { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => ball(1), { strokeColor: colour("blue"), strokeWidth: 2.4 });
  f.curve(() => ball(length(tip(), exponent())), { strokeColor: colour("sky"), strokeWidth: 1.2, dash: 2 });
  f.arrow(() => [0, 0], () => tip(), { strokeColor: colour("orange"), strokeWidth: 2.2 });

  return () => {
    const [p, v] = [exponent(), tip()];
    const size = length(v, p);
    f.expose({ p: p === Infinity ? "inf" : p, point: v, length: size, norm: p >= 1 });
    const name = p === Infinity ? "∞" : show(p);
    f.say(`p = ${name}: your vector has length ${show(size)}. For p = 1, 2, ∞ it is ` +
      `${[1, 2, Infinity].map((q) => show(length(v, q))).join(", ")}. ` +
      (p < 1 ? "Below p = 1 the curve bends inwards: this is not a norm." : "The ball has no dents: this is a norm."));
  };

  function length([x, y], p) {
    const largest = Math.max(Math.abs(x), Math.abs(y));
    if (largest === 0 || p === Infinity) return largest;
    return largest * (Math.abs(x / largest) ** p + Math.abs(y / largest) ** p) ** (1 / p);
  }

  function ball(radius) {
    const p = exponent();
    return Array.from({ length: 361 }, (_, i) => {
      const [x, y] = [Math.cos(i * Math.PI / 180), Math.sin(i * Math.PI / 180)];
      const r = radius / length([x, y], p);
      return [r * x, r * y];
    });
  }
});
