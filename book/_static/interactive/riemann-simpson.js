// A quadrature rule with n pieces: what it adds up, and its error against n. Params: rule, function, n.
"use strict";
m4ds.figure("riemann-simpson", (f) => {
  const { show, colour } = m4ds;
  const FROM = 0, TO = 2, MOST = 64, DIGITS = 16;
  const wave = (x) => Math.exp(Math.cos(Math.PI * x) - 1);
  const functions = {
    bump: { words: "smooth bump", at: (x) => Math.exp(-x * x), truth: 0.8820813907624215 },
    wave: { words: "wave, one period", at: wave, truth: steps(200).reduce((s, x) => s + wave(x) / 100, 0) },
    kink: { words: "kink at 0.7", at: (x) => Math.abs(x - 0.7), truth: 1.09 },
    root: { words: "root", at: (x) => Math.sqrt(x / 2), truth: 4 / 3 },
  };
  // Each rule returns points and weights.
  const rules = {
    left: { words: "left ends", make: (n) => even(n, (x) => x) },
    midpoint: { words: "midpoint", make: (n) => even(n, (x) => x + 1 / n) },
    trapezoid: { words: "trapezoid", make: (n) => ends(n, (i) => (i === 0 || i === n ? 0.5 : 1)) },
    simpson: { words: "Simpson", make: (n) => ends(n, (i) => (i === 0 || i === n ? 1 / 3 : (i % 2 ? 4 / 3 : 2 / 3))) },
    gauss: { words: "Gauss", make: gauss },
  };

  f.board({ width: 4, height: 3, label: "Above: a function and what the rule adds up. Below: the error against n, both logarithmic" });
  f.key([["ink", "the function"], ["sky", "what the rule adds up"], ["orange", "its error, against n"]]);
  const options = (all) => Object.fromEntries(Object.entries(all).map(([k, v]) => [k, v.words]));
  const which = f.choice({ label: "Function", options: options(functions), value: f.params.function || "bump" });
  const rule = f.choice({ label: "Rule", options: options(rules), value: f.params.rule || "trapezoid" });
  const count = f.range({ label: "n", min: 2, max: MOST, step: 2, value: f.params.n ?? 4, digits: 0 });

  let now = null;
  const right = (x) => -3.5 + 3.6 * x;                                  // places on the board
  const up = (y) => 0.25 + 2 * y;
  const place = (n) => -2.7 + 6.2 * (Math.log2(n) - 1) / 5;
  const depth = (e) => -0.35 - 2.2 * Math.min(DIGITS, Math.max(0, -Math.log10(Math.max(e, 1e-16)))) / DIGITS;
  const fine = Array.from({ length: 241 }, (_, i) => FROM + (TO - FROM) * i / 240);

  const levels = [0, 5, 10, 15];
  f.curve(() => levels.flatMap((d) => [[-2.8, depth(10 ** -d)], [3.6, depth(10 ** -d)], null]), { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => [[right(0), up(0)], [right(2), up(0)]], { strokeColor: colour("grey"), strokeWidth: 1 });
  f.curve(() => (now ? shapes() : []), { strokeColor: colour("paper"), strokeWidth: 1, fillColor: colour("sky"), fillOpacity: 0.75 });
  f.curve(() => (now ? fine.map((x) => [right(x), up(now.f.at(x))]) : []), { strokeColor: colour("ink"), strokeWidth: 2.5 });
  f.curve(() => (now ? now.curve.map(([n, e]) => [place(n), depth(e)]) : []), { strokeColor: colour("orange"), strokeWidth: 1.5 });
  f.curve(() => (now ? disc(place(now.n), depth(now.size)) : []), { strokeColor: colour("orange"), fillColor: colour("orange"), fillOpacity: 1, strokeWidth: 1 });
  const grey = { strokeColor: colour("grey"), fontSize: 12 };
  levels.forEach((d) => f.text(() => [-3.35, depth(10 ** -d)], d ? `1e−${d}` : "error 1", grey));
  [2, 4, 8, 16, 32, 64].forEach((n) => f.text(() => [place(n), -2.8], n === 2 ? "n = 2" : String(n), grey));
  [0, 1, 2].forEach((x) => f.text(() => [Math.min(3.4, right(x)), 0.05], `x = ${x}`, grey));

  return () => {
    const g = functions[which()], make = rules[rule()].make, n = count();
    const apply = (m) => { const [x, w] = make(m); return x.reduce((s, p, i) => s + w[i] * g.at(p), 0); };
    const value = apply(n);
    const curve = Array.from({ length: MOST / 2 }, (_, i) => [2 * i + 2, Math.abs(g.truth - apply(2 * i + 2))]);
    now = { f: g, n, points: make(n), curve, size: Math.abs(g.truth - value) };
    f.expose({ function: which(), rule: rule(), n, value, truth: g.truth, error: g.truth - value });
    f.say(`${rules[rule()].words}, n = ${n}: the rule adds up to ${value.toFixed(10)}; the integral is ${g.truth.toFixed(10)}. ` +
      (now.size < 1e-14 ? "The error is rounding." : `The error is ${small(g.truth - value)}.`) +
      (n > 2 && n % 4 === 0 && now.size >= 1e-14 ? ` With n = ${n / 2} it is ${small(g.truth - apply(n / 2))}.` : ""));
  };

  function steps(n) { return Array.from({ length: n }, (_, i) => FROM + (TO - FROM) * i / n); }
  function even(n, shift) { return [steps(n).map(shift), steps(n).map(() => (TO - FROM) / n)]; }
  function ends(n, weight) { return [[...steps(n), TO], Array.from({ length: n + 1 }, (_, i) => weight(i) * (TO - FROM) / n)]; }

  // Zeros of the Legendre polynomial by Newton's method; weights from its slope.
  function gauss(n) {
    const points = [], weights = [];
    for (let i = n; i >= 1; i -= 1) {
      let x = Math.cos(Math.PI * (i - 0.25) / (n + 0.5)), slope = 1;
      for (let pass = 0; pass < 20; pass += 1) {
        let [p, before] = [1, 0];
        for (let k = 0; k < n; k += 1) [p, before] = [((2 * k + 1) * x * p - k * before) / (k + 1), p];
        slope = n * (x * p - before) / (x * x - 1);
        x -= p / slope;
      }
      points.push((FROM + TO) / 2 + (TO - FROM) / 2 * x);
      weights.push((TO - FROM) / ((1 - x * x) * slope * slope));
    }
    return [points, weights];
  }

  function shapes() {
    const [x, w] = now.points, at = now.f.at, n = now.n, h = (TO - FROM) / n;
    const close = (points) => {
      const [first, last] = [points[0], points[points.length - 1]];
      return [[first[0], 0], ...points, [last[0], 0], [first[0], 0]].map(([a, b]) => [right(a), up(b)]).concat([null]);
    };
    if (rule() === "trapezoid") return steps(n).flatMap((a) => close([[a, at(a)], [a + h, at(a + h)]]));
    if (rule() === "simpson") return steps(n / 2).flatMap((a) => close(parabola(a, h, at)));
    let start = FROM;
    return x.flatMap((p, i) => {
      const box = close([[start, at(p)], [start + w[i], at(p)]]);
      start += w[i];
      return box;
    });
  }

  function parabola(a, h, at) {
    const [y0, y1, y2] = [0, 1, 2].map((k) => at(a + k * h));
    return Array.from({ length: 13 }, (_, i) => {
      const t = i / 6;
      return [a + t * h, y0 * (t - 1) * (t - 2) / 2 - y1 * t * (t - 2) + y2 * t * (t - 1) / 2];
    });
  }

  function small(v) {
    if (v === 0 || Math.abs(v) >= 0.01) return show(v, 4);
    const power = Math.floor(Math.log10(Math.abs(v)));
    return `${show(v / 10 ** power, 1)}·10^${show(power, 0)}`;
  }

  function disc(x, y) {
    return Array.from({ length: 25 }, (_, i) => [x + 0.09 * Math.cos(i * Math.PI / 12), y + 0.09 * Math.sin(i * Math.PI / 12)]);
  }
});
