// The same two score laws under another prevalence: ROC stays, precision falls. Params: distance, threshold, power.
"use strict";
m4ds.figure("roc-pr-prevalence", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 2.5, D = f.params.distance ?? 2;
  const boxes = [[-3.5, -0.55], [0.75, 3.7]];                    // left and right square, x from and to
  const [LOW, TOP] = [-1.75, 1.95];

  f.board({ width: W, height: H, label: "ROC curve on the left, precision against recall on the right" });
  f.key([["blue", "ROC curve"], ["orange", "precision against recall"], ["grey", "a score without information", true], ["ink", "your threshold"]]);
  const power = f.range({ label: "Prevalence 10 to the power", min: -4, max: -0.3, step: 0.1, value: f.params.power ?? -1, digits: 1 });
  const cut = f.range({ label: "Threshold", min: -2, max: 5, step: 0.05, value: f.params.threshold ?? 2 });

  const { density, above } = m4ds.normal;
  const rates = (t) => [above(t), above(t - D)];
  const precision = (t, p) => { const [x, y] = rates(t); return p * y / (p * y + (1 - p) * x); };
  const N = 2400;
  const grid = Array.from({ length: N + 1 }, (_, i) => 10 - 18 * i / N);     // thresholds from 10 down to -8
  const average = (p) => grid.reduce((sum, t, i) => {            // Simpson: precision times the density of fraud scores
    const weight = i === 0 || i === N ? 1 : (i % 2 ? 4 : 2);
    return sum + weight * precision(t, p) * density(t - D);
  }, 0) * 18 / N / 3;
  const area = above(-D / Math.SQRT2);

  const at = (box, x, y) => [boxes[box][0] + (boxes[box][1] - boxes[box][0]) * x, LOW + (TOP - LOW) * y];
  const prevalence = () => 10 ** power();
  const thin = grid.filter((t, i) => i % 6 === 0 && t < 7 && t > -4);
  for (const box of [0, 1]) {
    f.curve(() => [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]].map(([x, y]) => at(box, x, y)), { strokeColor: colour("grey"), strokeWidth: 1 });
  }
  f.curve(() => [at(0, 0, 0), at(0, 1, 1)], { strokeColor: colour("grey"), strokeWidth: 1.2, dash: 2 });
  f.curve(() => [at(1, 0, prevalence()), at(1, 1, prevalence())], { strokeColor: colour("grey"), strokeWidth: 1.2, dash: 2 });
  f.curve(() => [at(0, 0, 0), ...thin.map((t) => at(0, ...rates(t))), at(0, 1, 1)], { strokeColor: colour("blue"), strokeWidth: 2.5 });
  f.curve(() => thin.map((t) => at(1, rates(t)[1], precision(t, prevalence()))), { strokeColor: colour("orange"), strokeWidth: 2.5 });
  const mark = (box, place) => f.curve(() => {
    const [x, y] = at(box, ...place());
    return Array.from({ length: 25 }, (_, i) => [x + 0.08 * Math.cos(i * Math.PI / 12), y + 0.08 * Math.sin(i * Math.PI / 12)]);
  }, { strokeColor: colour("ink"), strokeWidth: 2, fillColor: colour("ink"), fillOpacity: 1 });
  mark(0, () => rates(cut()));
  mark(1, () => [rates(cut())[1], precision(cut(), prevalence())]);
  const words = { strokeColor: colour("ink"), fontSize: 13 };
  f.text(() => at(0, 0.5, -0.1), "false positive rate", words);
  f.text(() => at(1, 0.5, -0.1), "recall", words);
  f.text(() => at(0, 0.5, 1.09), "true positive rate", words);
  f.text(() => at(1, 0.5, 1.09), "precision", words);

  return () => {
    const p = prevalence();
    const [u, v] = rates(cut());
    f.expose({ prevalence: p, threshold: cut(), u, v, precision: precision(cut(), p), auc: area, ap: average(p) });
    f.say(`Prevalence ${show(p, 5)}. At the threshold: ${show(100 * v, 1)} % of frauds and ${show(100 * u, 2)} % of honest payments alarm; precision ${show(precision(cut(), p), 3)}. `
      + `AUC ${show(area, 3)}, average precision ${show(average(p), 3)}.`);
  };
});
