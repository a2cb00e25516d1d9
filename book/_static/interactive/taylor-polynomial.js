// A function, its Taylor polynomial, and Lagrange's bound of the error at a point. Params: function, degree, centre, x.
"use strict";
m4ds.figure("taylor-polynomial", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 3;
  // coefficient(a, k) is the k-th derivative at a over k!; largest(k, l, r) bounds the k-th derivative over k! on [l, r].
  const inverse = (k) => { let p = 1; for (let i = 2; i <= k; i += 1) p /= i; return p; };
  const away = (l, r) => (l <= 0 && r >= 0 ? 1 : Math.hypot(1, Math.min(Math.abs(l), Math.abs(r))));
  const functions = {
    exp: { words: "e^x", at: Math.exp, from: -Infinity,
      coefficient: (a, k) => Math.exp(a) * inverse(k), largest: (k, l, r) => Math.exp(r) * inverse(k) },
    sin: { words: "sin x", at: Math.sin, from: -Infinity,
      coefficient: (a, k) => Math.sin(a + k * Math.PI / 2) * inverse(k), largest: (k) => inverse(k) },
    log: { words: "log(1 + x)", at: Math.log1p, from: -1,
      coefficient: (a, k) => (k === 0 ? Math.log1p(a) : (k % 2 ? 1 : -1) / (k * (1 + a) ** k)),
      largest: (k, l) => 1 / (k * (1 + l) ** k) },
    bell: { words: "1/(1 + x²)", at: (x) => 1 / (1 + x * x), from: -Infinity,
      coefficient: (a, k) => (k % 2 ? -1 : 1) * Math.sin((k + 1) * Math.atan2(1, a)) / Math.hypot(1, a) ** (k + 1),
      largest: (k, l, r) => 1 / away(l, r) ** (k + 1) },
  };

  f.board({ width: W, height: H, label: "A function, its Taylor polynomial around a centre, and the error at a point" });
  f.key([["ink", "the function"], ["blue", "its Taylor polynomial"], ["green", "the centre"], ["orange", "the error at your point"],
    ["purple", "Lagrange's bound", true]]);
  const which = f.choice({ label: "Function", options: Object.fromEntries(Object.entries(functions).map(([k, v]) => [k, v.words])),
    value: f.params.function || "exp" });
  const degree = f.range({ label: "Degree", min: 0, max: 14, step: 1, value: f.params.degree ?? 2, digits: 0 });
  const centre = f.range({ label: "Centre a", min: -2, max: 2, step: 0.1, value: f.params.centre ?? 0 });
  const place = f.range({ label: "Your point x", min: -3.5, max: 3.5, step: 0.1, value: f.params.x ?? -1.5 });

  let now = null;
  const polynomial = (x) => now.coefficients.reduceRight((p, c) => p * (x - now.a) + c, 0);
  const grid = Array.from({ length: 321 }, (_, i) => -W + 2 * W * i / 320);
  const seen = (points) => points.map(([x, y]) => (Number.isFinite(y) && Math.abs(y) < 3 * H ? [x, y] : null));

  f.curve(() => [[-W, 0], [W, 0], null, [0, -H], [0, H]], { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => grid.filter(Number.isInteger).flatMap((x) => [[x, -0.07], [x, 0.07], null]), { strokeColor: colour("grey"), strokeWidth: 1 });
  f.curve(() => (now ? seen(grid.filter((x) => x > now.g.from).map((x) => [x, now.g.at(x)])) : []), { strokeColor: colour("ink"), strokeWidth: 3 });
  f.curve(() => (now ? seen(grid.map((x) => [x, polynomial(x)])) : []), { strokeColor: colour("blue"), strokeWidth: 2 });
  f.curve(() => (now?.bound ? bar(now.value - now.bound, now.value + now.bound, 0.12) : []),
    { strokeColor: colour("purple"), strokeWidth: 1.5, dash: 2 });
  f.curve(() => (now?.value !== null && now ? bar(now.value, now.approximation, 0) : []), { strokeColor: colour("orange"), strokeWidth: 5 });
  f.curve(() => (now ? disc(now.a, now.start) : []), { strokeColor: colour("green"), fillColor: colour("green"), fillOpacity: 1, strokeWidth: 1 });
  [-3, -2, -1, 1, 2, 3].forEach((x) => f.text(() => [x, -0.28], String(x).replace("-", "−"), { strokeColor: colour("grey"), fontSize: 12 }));

  return () => {
    const g = functions[which()], n = degree(), a = centre(), x = place();
    const defined = a > g.from;
    const inside = defined && x > g.from;
    const coefficients = defined ? Array.from({ length: n + 1 }, (_, k) => g.coefficient(a, k)) : [0];
    now = { g, a, x, coefficients, start: defined ? g.at(a) : null, value: inside ? g.at(x) : null };
    now.approximation = defined ? polynomial(x) : null;
    now.error = inside ? now.value - now.approximation : null;
    now.bound = inside ? g.largest(n + 1, Math.min(a, x), Math.max(a, x)) * Math.abs(x - a) ** (n + 1) : null;
    f.expose({ function: which(), degree: n, centre: a, x, coefficients: defined ? coefficients : null, value: now.value,
      approximation: now.approximation, error: now.error, bound: now.bound });
    f.say(words(g, n, a, x, defined));
  };

  function words(g, n, a, x, defined) {
    if (!defined) return `${g.words} is not defined at the centre ${show(a)}: move it to the right of −1.`;
    const poly = `the polynomial of degree ${n} with centre ${show(a)} has the value ${small(now.approximation)}`;
    if (now.value === null) return `At x = ${show(x)} ${poly}, but ${g.words} is not defined there.`;
    return `At x = ${show(x)}, ${g.words} is ${small(now.value)}; ${poly}. The error is ${small(now.error)}; Lagrange promises at most ${small(now.bound)}.`;
  }

  // Numbers of any size, with three digits.
  function small(v) {
    if (v === 0 || (Math.abs(v) >= 0.01 && Math.abs(v) < 1e4)) return show(v, 4);
    const power = Math.floor(Math.log10(Math.abs(v)));
    return `${show(v / 10 ** power, 1)}·10^${show(power, 0)}`;
  }

  function bar(from, to, cap) {
    const [low, high] = [from, to].map((y) => Math.max(-2 * H, Math.min(2 * H, y)));
    return [[now.x, low], [now.x, high], null, [now.x - cap, low], [now.x + cap, low], null, [now.x - cap, high], [now.x + cap, high]];
  }

  function disc(x, y) {
    if (y === null) return [];
    return Array.from({ length: 25 }, (_, i) => [x + 0.09 * Math.cos(i * Math.PI / 12), y + 0.09 * Math.sin(i * Math.PI / 12)]);
  }
});
