// A normal pair, standardised: observe x, and see what is left of y. Params: correlation, observed.
"use strict";
m4ds.figure("conditional-ellipse", (f) => {
  const { show, colour } = m4ds;
  const REACH = Math.sqrt(2 * Math.log(20));   // the ellipse that holds 95 per cent
  const Z = 1.959963984540054;
  f.board({ width: 4, height: 3, label: "The 95 per cent ellipse of a normal pair, an observed x, and the band of y given x" });
  f.key([["blue", "95 % of all pairs"], ["orange", "the observed x"], ["green", "mean of y given x"],
    ["purple", "95 % band of y given x"], ["grey", "95 % band of y without x", true]]);
  const correlation = f.range({ label: "Correlation", min: -0.99, max: 0.99, step: 0.01, value: f.params.correlation ?? 0.8 });
  const observed = f.range({ label: "Observed x, in standard deviations", min: -2.5, max: 2.5, step: 0.1, value: f.params.observed ?? 1.5 });

  const mean = () => correlation() * observed();
  const sd = () => Math.sqrt(1 - correlation() ** 2);

  f.curve(() => [[-4, 0], [4, 0], null, [0, -3], [0, 3]], { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => [[-2.8, -2.8 * correlation()], [2.8, 2.8 * correlation()]], { strokeColor: colour("green"), strokeWidth: 2 });
  f.curve(ellipse, { strokeColor: colour("blue"), strokeWidth: 2 });
  f.curve(() => [[observed(), -2.9], [observed(), 2.9]], { strokeColor: colour("orange"), strokeWidth: 2 });
  f.curve(() => [[3.5, -Z], [3.5, Z]], { strokeColor: colour("grey"), strokeWidth: 5, dash: 2 });
  f.curve(() => [[observed(), mean() - Z * sd()], [observed(), mean() + Z * sd()]], { strokeColor: colour("purple"), strokeWidth: 7 });
  f.curve(dot, { strokeColor: colour("green"), fillColor: colour("green"), fillOpacity: 1, strokeWidth: 1 });
  f.text(() => [-3.9, 0.22], () => "x", { strokeColor: colour("grey"), fontSize: 13 });
  f.text(() => [0.1, 2.75], () => "y", { strokeColor: colour("grey"), fontSize: 13 });

  return () => {
    f.expose({ correlation: correlation(), observed: observed(), mean: mean(), sd: sd(),
      band: [mean() - Z * sd(), mean() + Z * sd()] });
    f.say(`Given x = ${show(observed())}, y has mean ${show(mean())} and standard deviation ${show(sd())}: the band runs from ` +
      `${show(mean() - Z * sd())} to ${show(mean() + Z * sd())}, ${show(100 * sd(), 0)} % as wide as without x.`);
  };

  function ellipse() {
    return Array.from({ length: 121 }, (_, k) => {
      const t = (2 * Math.PI * k) / 120;
      return [REACH * Math.cos(t), REACH * (correlation() * Math.cos(t) + sd() * Math.sin(t))];
    });
  }

  function dot() {
    return Array.from({ length: 17 }, (_, k) => [observed() + 0.09 * Math.cos(Math.PI * k / 8), mean() + 0.09 * Math.sin(Math.PI * k / 8)]);
  }
});
