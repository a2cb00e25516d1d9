// Two laws of a score and a threshold: the four counts, the cost at every threshold, the cheapest. Params: distance, threshold, rarity, ratio.
"use strict";
m4ds.figure("threshold-cost", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 3.2;
  const [LEFT, RIGHT] = [-3.6, 3.7];
  const [FROM, TO] = [-3.5, 6];
  const [BASE, TOP] = [0.15, 2.9];                               // densities above, cost below
  const [LOW, UP] = [-2.65, -0.55];
  const CASES = 10000, D = f.params.distance ?? 2;

  f.board({ width: W, height: H, label: "Two score densities with a threshold, and the cost at every threshold below" });
  f.key([["blue", "honest (density)"], ["orange", "fraud (density)"], ["green", "cost of every threshold"], ["ink", "your threshold"], ["purple", "cheapest threshold", true]]);
  const cut = f.range({ label: "Threshold", min: -3, max: 5.5, step: 0.05, value: f.params.threshold ?? 1 });
  const rarity = f.range({ label: "Honest payments for each fraud", min: 1, max: 1000, step: 1, value: f.params.rarity ?? 99, digits: 0 });
  const ratio = f.range({ label: "A miss costs as much as ... false alarms", min: 1, max: 200, step: 1, value: f.params.ratio ?? 20, digits: 0 });

  const { density, below } = m4ds.normal;
  const counts = (t) => {
    const share = 1 / (1 + rarity());
    const [v, u] = [1 - below(t - D), 1 - below(t)];
    return { tp: CASES * share * v, fn: CASES * share * (1 - v), fp: CASES * (1 - share) * u, tn: CASES * (1 - share) * (1 - u) };
  };
  const cost = (t) => { const c = counts(t); return c.fp + ratio() * c.fn; };
  const cheapest = () => D / 2 + Math.log(rarity() / ratio()) / D;   // likelihood ratio = honest for each fraud / cost ratio

  const across = (x) => LEFT + (RIGHT - LEFT) * (x - FROM) / (TO - FROM);
  const up = (y) => BASE + (TOP - BASE) * y / 0.42;
  const grid = Array.from({ length: 191 }, (_, i) => FROM + (TO - FROM) * i / 190);
  const worst = () => 3 * Math.min(CASES * rarity() / (1 + rarity()), ratio() * CASES / (1 + rarity()));
  const down = (y) => LOW + (UP - LOW) * Math.min(y / worst(), 1);
  const tail = (mean) => {                                       // the part at or above the threshold, filled
    const part = [cut(), ...grid.filter((x) => x > cut())];
    return [[across(part[0]), BASE], ...part.map((x) => [across(x), up(density(x - mean))]), [across(TO), BASE]];
  };
  f.curve(() => tail(0), { strokeWidth: 0, fillColor: colour("blue"), fillOpacity: 0.3 });
  f.curve(() => tail(D), { strokeWidth: 0, fillColor: colour("orange"), fillOpacity: 0.3 });
  f.curve(() => grid.map((x) => [across(x), up(density(x))]), { strokeColor: colour("blue"), strokeWidth: 2 });
  f.curve(() => grid.map((x) => [across(x), up(density(x - D))]), { strokeColor: colour("orange"), strokeWidth: 2 });
  f.curve(() => grid.map((x) => [across(x), down(cost(x))]), { strokeColor: colour("green"), strokeWidth: 2.5 });
  for (const y of [BASE, LOW]) f.curve(() => [[LEFT, y], [RIGHT, y]], { strokeColor: colour("grey"), strokeWidth: 1 });
  f.curve(() => [[across(cut()), LOW], [across(cut()), TOP]], { strokeColor: colour("ink"), strokeWidth: 2 });
  f.curve(() => (cheapest() > FROM && cheapest() < TO ? [[across(cheapest()), LOW], [across(cheapest()), TOP]] : []),
    { strokeColor: colour("purple"), strokeWidth: 1.5, dash: 2 });
  for (let x = -2; x <= 6; x += 2) f.text(() => [across(x), LOW - 0.28], () => show(x, 0), { strokeColor: colour("grey"), fontSize: 12 });

  return () => {
    const c = counts(cut());
    f.expose({ threshold: cut(), rarity: rarity(), ratio: ratio(), ...c, cost: cost(cut()), best: cheapest(), least: cost(cheapest()) });
    const precision = c.tp / (c.tp + c.fp);
    f.say(`Of 10,000 payments: ${show(c.tp, 1)} frauds caught, ${show(c.fn, 1)} missed, ${show(c.fp, 0)} false alarms. Precision ${show(precision, 3)}. `
      + `Cost ${show(cost(cut()), 0)} false alarms; at the cheapest threshold, ${show(cheapest())}, it is ${show(cost(cheapest()), 0)}.`);
  };
});
