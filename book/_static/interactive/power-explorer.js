// The law of a mean without and with an effect, the bar of a two-sided test, and its two errors. Params: effect, n, sd, alpha.
"use strict";
m4ds.figure("power-explorer", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 2.4;
  const [LEFT, RIGHT, BASE, TOP, FROM, TO] = [-3.7, 3.8, -1.7, 2.1, -1.5, 2.5];

  f.board({ width: W, height: H, label: "Two bells: the mean without and with an effect" });
  f.key([["blue", "no effect; shaded: false alarm"], ["orange", "effect; shaded: missed"], ["grey", "bars of the test", true]]);
  const level = f.choice({ label: "Level of the test", options: { 0.01: "1 %", 0.05: "5 %", 0.1: "10 %" }, value: f.params.alpha || "0.05" });
  const effect = f.range({ label: "True effect", min: 0, max: 1.5, step: 0.05, value: f.params.effect ?? 0.5 });
  const size = f.range({ label: "Measurements n", min: 2, max: 200, step: 1, value: f.params.n ?? 16, digits: 0 });
  const spread = f.range({ label: "Standard deviation of one", min: 0.5, max: 2, step: 0.1, value: f.params.sd ?? 1 });

  const { below: normal } = m4ds.normal;
  const quantile = (q) => {
    let [low, high] = [-9, 9];
    for (let i = 0; i < 60; i += 1) {
      const middle = (low + high) / 2;
      if (normal(middle) < q) low = middle; else high = middle;
    }
    return high;
  };
  const powerAt = (shift, c) => normal(shift - c) + normal(-shift - c);
  const needed = (perOne, c) => {                                // the first n with power 80 %
    if (perOne === 0) return null;
    let n = Math.max(1, Math.floor(((c + quantile(0.8)) / perOne) ** 2) - 5);
    while (n > 1 && powerAt(perOne * Math.sqrt(n), c) >= 0.8) n -= 1;
    while (powerAt(perOne * Math.sqrt(n), c) < 0.8) n += 1;
    return n;
  };

  let [se, delta, bar] = [1, 0, 1];
  const across = (x) => LEFT + (RIGHT - LEFT) * (Math.max(FROM, Math.min(TO, x)) - FROM) / (TO - FROM);
  const up = (z) => BASE + (TOP - BASE) * 0.95 * Math.exp(-z * z / 2);
  const bell = (middle, from, to) => {                           // from and to in units of the mean
    const [a, b] = [Math.max(FROM, from), Math.min(TO, to)];
    if (a >= b) return [];
    const points = Array.from({ length: 121 }, (_, i) => a + (b - a) * i / 120);
    return points.map((x) => [across(x), up((x - middle) / se)]);
  };
  const area = (middle, from, to) => () => {
    const line = bell(middle(), from(), to());
    return line.length ? [[line[0][0], BASE], ...line, [line.at(-1)[0], BASE]] : [];
  };
  const fill = (name) => ({ strokeWidth: 0, fillColor: colour(name), fillOpacity: 0.45 });
  f.curve(area(() => delta, () => -bar, () => bar), fill("orange"));
  f.curve(area(() => 0, () => bar, () => TO), fill("blue"));
  f.curve(area(() => 0, () => FROM, () => -bar), fill("blue"));
  f.curve(() => bell(0, FROM, TO), { strokeColor: colour("blue"), strokeWidth: 2.5 });
  f.curve(() => bell(delta, FROM, TO), { strokeColor: colour("orange"), strokeWidth: 2.5 });
  f.curve(() => [-bar, bar].filter((x) => x > FROM && x < TO).flatMap((x) => [[across(x), BASE], [across(x), TOP], null]),
    { strokeColor: colour("grey"), strokeWidth: 1.5, dash: 2 });
  f.curve(() => [[LEFT, BASE], [RIGHT, BASE]], { strokeColor: colour("grey"), strokeWidth: 1 });
  for (let x = -1; x <= 2; x += 1) f.text(() => [across(x), BASE - 0.3], () => show(x, 0), { strokeColor: colour("grey"), fontSize: 12 });

  return () => {
    const [alpha, n, sd] = [Number(level()), size(), spread()];
    const c = quantile(1 - alpha / 2);
    [delta, se] = [effect(), sd / Math.sqrt(n)];
    bar = c * se;
    const power = powerAt(delta / se, c);
    const enough = needed(delta / sd, c);
    f.expose({ alpha, effect: delta, n, sd, bar, power, missed: 1 - power, enough });
    f.say(`n = ${n}: the test rejects beyond ±${show(bar)}. Power ${show(100 * power, 1)} %, missed ${show(100 * (1 - power), 1)} %. `
      + (enough === null ? "Without an effect there is nothing to find: the power is the level." : `80 % power from n = ${enough} on.`));
  };
});
