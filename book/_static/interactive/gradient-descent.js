// Gradient descent on (x² + κ y²) / 2: drag the start, set the step and the conditioning.
// Params: kappa, step, start, steps.
"use strict";
m4ds.figure("gradient-descent", (f) => {
  const { show, colour } = m4ds;
  const FAR = 200; // beyond this the path has left the picture for good
  const start0 = f.params.start || [4, 1];
  f.board({ width: 5.5, height: 3, label: "Contours of the function and the path of gradient descent" });

  f.key([["sky", "equal values"], ["orange", "the path"], ["blue", "the start: drag it"]]);

  const read = {};
  let path = [start0];
  const levels = [0.25, 1, 2.25, 4, 6.25, 9, 12.25, 16, 25, 36, 56, 90, 140, 210];
  const ellipse = (c) => Array.from({ length: 73 }, (_, i) => {
    const t = i * Math.PI / 36;
    return [Math.sqrt(c) * Math.cos(t), Math.sqrt(c / read.kappa()) * Math.sin(t)];
  });

  read.kappa = f.range({ label: "Conditioning κ", min: 1, max: 20, step: 0.5, value: f.params.kappa || 4 });
  read.step = f.range({ label: "Step size α", min: 0.02, max: 1.1, step: 0.01, value: f.params.step || 0.4 });
  read.count = f.range({ label: "Steps shown", min: 0, max: 40, step: 1, value: f.params.steps || 20, digits: 0 });

  f.curve(() => levels.flatMap((c) => [...ellipse(c), null]), { strokeColor: colour("sky"), strokeWidth: 1.2 });
  f.curve(() => [[-6, 0], [6, 0], null, [0, -4], [0, 4]], { strokeColor: colour("light"), strokeWidth: 1 });
  f.curve(() => path, { strokeColor: colour("orange"), strokeWidth: 2.2 });
  f.curve(() => path.flatMap(dot), { strokeColor: colour("orange"), fillColor: colour("orange"), fillOpacity: 1, strokeWidth: 1 });
  f.jxg.create("point", [0, 0], { name: "", withLabel: false, fixed: true, highlight: false, size: 3, face: "diamond",
    fillColor: colour("ink"), strokeColor: colour("ink"), tabindex: null });
  read.start = f.point({ name: "Start", at: start0, limit: [5, 2.7], step: 0.1,
    look: { fillColor: colour("blue"), strokeColor: colour("paper"), strokeWidth: 2 } });

  return () => {
    const [kappa, step] = [read.kappa(), read.step()];
    path = descend(read.start(), kappa, step, read.count());
    const factors = [1 - step, 1 - step * kappa];
    const found = verdict(read.start(), factors);
    f.expose({ kappa, step, start: read.start(), path, factors, limit: 2 / kappa, ...found });
    f.say(`${found.words} ${each(factors)} Steps below 2/κ = ${show(2 / kappa)} converge from every start. ` +
      `Now α = ${show(step)}; after ${path.length - 1} steps the value is ${value(path.at(-1), kappa)}.`);
  };

  function descend(start, kappa, step, count) {
    const found = [start];
    while (found.length <= count && Math.hypot(...found.at(-1)) < FAR) {
      const [x, y] = found.at(-1);
      found.push([x - step * x, y - step * kappa * y]);
    }
    return found;
  }

  // A coordinate that starts at 0 stays there, so only the others decide.
  function verdict(start, factors) {
    const moving = factors.filter((_, i) => start[i] !== 0);
    const rate = Math.max(0, ...moving.map(Math.abs));
    const zigzag = moving.some((q) => q < -1e-12);
    if (!moving.length) return { state: "at the minimum", rate, words: "You start at the minimum: nothing moves." };
    if (Math.abs(rate - 1) < 1e-9) return { state: "stuck", rate, words: "It never settles: it jumps to and fro for ever." };
    if (rate > 1) return { state: "diverges", rate, words: "It diverges: each step overshoots farther than the last." };
    if (zigzag) return { state: "zig-zags", rate, words: "It converges, zig-zagging across the valley: each step overshoots." };
    return { state: "converges", rate, words: "It converges without overshooting." };
  }

  function each([p, q]) { return `Each step multiplies x by ${show(p)} and y by ${show(q)}.`; }

  function value([x, y], kappa) {
    const found = (x * x + kappa * y * y) / 2;
    if (found === 0 || (found >= 0.01 && found < 1e4)) return show(found);
    const [digits, power] = found.toExponential(1).split("e");
    return `${digits} × 10${[...String(Number(power))].map((c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]).join("")}`;
  }

  function dot([x, y]) {
    const r = 0.05;
    return [[x - r, y], [x, y + r], [x + r, y], [x, y - r], [x - r, y], null];
  }
});
