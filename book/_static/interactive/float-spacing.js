// The numbers of a small floating-point format on two axes, and the rounding of a number that the reader moves.
// Params: precision, emin, emax, x.
"use strict";
m4ds.figure("float-spacing", (f) => {
  const { show, colour } = m4ds;
  const W = 4, EDGE = 3.8;
  f.board({ width: W, height: 1.7, label: "The numbers of a floating-point format on an ordinary and a logarithmic axis" });
  f.key([["orange", "powers of two"], ["blue", "other numbers"], ["green", "your x"], ["purple", "x, rounded"]]);

  const digits = f.range({ label: "Binary digits p", min: 1, max: 6, step: 1, value: f.params.precision ?? 3, digits: 0 });
  const least = f.range({ label: "Smallest exponent", min: -4, max: 0, step: 1, value: f.params.emin ?? -2, digits: 0 });
  const most = f.range({ label: "Largest exponent", min: 0, max: 4, step: 1, value: f.params.emax ?? 2, digits: 0 });
  const at = f.range({ label: "Your x (share of the largest number)", min: 0.005, max: 1, step: 0.005,
    value: share(f.params.x ?? 2.7, f.params.precision ?? 3, f.params.emax ?? 2), digits: 3 });

  let now = { numbers: [1], x: 1, rounded: 1, top: 2, bottom: 0.5, least: 0 };
  const linear = (v) => -EDGE + 2 * EDGE * v / now.top;
  const octaves = (v) => -EDGE + 2 * EDGE * Math.log2(v / now.bottom) / Math.log2(now.top / now.bottom);
  const whole = (v) => Number.isInteger(Math.log2(v));
  const rows = [[linear, 0.35], [octaves, -1.15]];
  const ticks = (values, height) => rows.flatMap(([place, base]) =>
    values.filter((v) => v > 0).flatMap((v) => [[place(v), base], [place(v), base + height], null]));

  f.curve(() => rows.flatMap(([, base]) => [[-EDGE, base], [EDGE, base], null]), { strokeColor: colour("grey"), strokeWidth: 1 });
  f.curve(() => ticks(now.numbers.filter((v) => !whole(v)), 0.35), { strokeColor: colour("blue"), strokeWidth: 1.6 });
  f.curve(() => ticks(now.numbers.filter(whole), 0.6), { strokeColor: colour("orange"), strokeWidth: 2.4 });
  f.curve(() => ticks([now.rounded], 0.75), { strokeColor: colour("purple"), strokeWidth: 4 });
  f.curve(() => ticks([now.x].filter((v) => v >= now.bottom), 0.95), { strokeColor: colour("green"), strokeWidth: 2.4 });
  for (let i = 0; i < 9; i += 1) {   // powers of two: all on the logarithmic axis, the largest on the ordinary one
    f.text(() => label(i, octaves, -1.42, 0), () => fraction(now.least + i), { strokeColor: colour("ink") });
    f.text(() => label(i, linear, 0.08, now.top / 8), () => fraction(now.least + i), { strokeColor: colour("ink") });
  }
  f.text(() => [EDGE, 1.42], "ordinary axis", { anchorX: "right", strokeColor: colour("ink") });
  f.text(() => [EDGE, 0], "logarithmic axis", { anchorX: "right", strokeColor: colour("ink") });

  return () => {
    const [p, emin, emax] = [digits(), least(), most()];
    const numbers = format(p, emin, emax);
    const x = at() * numbers.at(-1);
    const rounded = round(x, p, emin);
    now = { numbers, x, rounded, top: 2 ** (emax + 1), bottom: 2 ** (emin - 0.15), least: emin };
    const error = Math.abs(rounded - x) / x;
    const u = 2 ** -p;
    f.expose({ precision: p, emin, emax, numbers, x, rounded, error, u });
    f.say(`${numbers.length} positive numbers, ${2 ** (p - 1)} in each octave, from ${show(numbers[0], 4)} to ${show(numbers.at(-1), 4)}. ` +
      `x = ${show(x, 4)} is rounded to ${show(rounded, 4)}: a relative error of ${show(100 * error, 2)} %` +
      (x < numbers[0] ? ", because x lies below the smallest number." : `, at most u/(1 + u) = ${show(100 * u / (1 + u), 2)} %.`));
  };

  // Where the i-th power of two is written; far away if the format does not have it or it would stand too close.
  function label(i, place, y, from) {
    const value = 2 ** (now.least + i);
    return value > from && value < now.top ? [place(value), y] : [9 * W, 0];
  }

  function fraction(e) { return e < 0 ? `1/${2 ** -e}` : `${2 ** e}`; }

  function format(p, emin, emax) {
    const found = [];
    for (let e = emin; e <= emax; e += 1) for (let m = 2 ** (p - 1); m < 2 ** p; m += 1) found.push(m * 2 ** (e - p + 1));
    return found;
  }

  // The nearest number of the format, ties to the even significand; below the smallest, that one or zero.
  function round(x, p, emin) {
    const e = Math.floor(Math.log2(x));
    if (e < emin) return x > 2 ** (emin - 1) ? 2 ** emin : 0;
    const gap = 2 ** (e - p + 1), m = Math.floor(x / gap), rest = x / gap - m;
    return gap * (rest > 0.5 || (rest === 0.5 && m % 2 === 1) ? m + 1 : m);
  }

  function share(x, p, emax) {
    return x / (2 ** (emax + 1) - 2 ** (emax - p + 1));
  }
});
