// The log-likelihood of a centre, from three numbers: move the numbers and the centre. Params: law, data, theta.
"use strict";
m4ds.figure("likelihood-explorer", (f) => {
  const { show, colour } = m4ds;
  const W = 4, H = 2.6;
  const [LEFT, RIGHT, BASE, TOP] = [-3.8, 3.8, -1.8, 2.1];
  const [END, DEPTH, HALF] = [6, 8, 3];                          // the window: centres to 6, a fall of 8; half the uniform law's width
  const names = { normal: "normal, standard deviation 1", cauchy: "Cauchy", uniform: "uniform, 3 to each side" };

  f.board({ width: W, height: H, label: "The log-likelihood of the centre of a law" });
  f.key([["blue", "log-likelihood, less its maximum"], ["orange", "the three numbers"], ["green", "tangent: its slope is the score"],
    ["purple", "the centre that you try", true]]);
  const which = f.choice({ label: "Law", options: names, value: f.params.law || "normal" });
  const data = (f.params.data || [-1, 0, 1]).map((x, i) => f.range({ label: `Number ${i + 1}`, min: -END, max: END, step: 0.1, value: x }));
  const centre = f.range({ label: "Centre θ", min: -END, max: END, step: 0.05, value: f.params.theta ?? 0 });

  const sum = (x, g) => x.reduce((total, d) => total + g(d), 0);
  const laws = {
    normal: {
      level: (x, t) => -sum(x, (d) => (d - t) ** 2) / 2,
      score: (x, t) => sum(x, (d) => d - t),
      information: (x) => x.length,
    },
    cauchy: {
      level: (x, t) => -sum(x, (d) => Math.log1p((d - t) ** 2)),
      score: (x, t) => sum(x, (d) => 2 * (d - t) / (1 + (d - t) ** 2)),
      information: (x, t) => sum(x, (d) => 2 * (1 - (d - t) ** 2) / (1 + (d - t) ** 2) ** 2),
    },
    uniform: {
      level: (x, t) => (x.every((d) => Math.abs(d - t) <= HALF + 1e-9) ? 0 : -Infinity),
      score: () => 0,
      information: () => 0,
    },
  };
  const STEPS = 2400;
  const grid = Array.from({ length: STEPS + 1 }, (_, i) => -END + 2 * END * i / STEPS);

  const study = () => {
    const [law, x, theta] = [laws[which()], data.map((read) => read()), centre()];
    const heights = grid.map((t) => law.level(x, t));
    let [top, humps] = [grid[heights.indexOf(Math.max(...heights))], 0];
    if (which() === "uniform") {
      const [low, high] = [Math.max(...x) - HALF, Math.min(...x) + HALF];
      top = low <= high + 1e-9 ? (low + high) / 2 : null;
      humps = top === null ? 0 : 1;
    } else {
      for (let i = 0; i < 30; i += 1) {
        const bend = law.information(x, top);
        if (bend > 0) top += law.score(x, top) / bend;
      }
      for (let i = 1; i < STEPS; i += 1) if (heights[i] > heights[i - 1] && heights[i] >= heights[i + 1]) humps += 1;
    }
    const best = top === null ? 0 : law.level(x, top);
    const drop = law.level(x, theta) - best;
    const possible = Number.isFinite(drop);
    return { law: which(), data: x, theta, top, humps, drop: possible ? drop : null, score: possible ? law.score(x, theta) : null,
      information: possible ? law.information(x, theta) : null, curve: heights.map((h) => h - best) };
  };

  let now = null;
  const across = (t) => (RIGHT - LEFT) * (t + END) / (2 * END) + LEFT;
  const up = (h) => BASE + (TOP - BASE) * (1 + h / DEPTH) * 0.92;
  f.curve(() => [[LEFT, BASE], [RIGHT, BASE]], { strokeColor: colour("grey"), strokeWidth: 1 });
  f.curve(() => (now ? grid.map((t, i) => (now.curve[i] >= -DEPTH ? [across(t), up(now.curve[i])] : null)) : []),
    { strokeColor: colour("blue"), strokeWidth: 2.5 });
  f.curve(() => (now ? now.data.flatMap((d) => [[across(d), BASE], [across(d), BASE + 0.45], null]) : []),
    { strokeColor: colour("orange"), strokeWidth: 4 });
  f.curve(() => (now ? [[across(now.theta), BASE], [across(now.theta), TOP]] : []), { strokeColor: colour("purple"), strokeWidth: 1.5, dash: 2 });
  f.curve(() => (now && now.drop !== null && now.drop >= -DEPTH ? Array.from({ length: 41 }, (_, i) => (i - 20) / 16).map((e) => {
    const h = now.drop + e * now.score;
    const t = now.theta + e;
    return h >= -DEPTH && h <= 0.6 && Math.abs(t) <= END ? [across(t), up(h)] : null;
  }) : []), { strokeColor: colour("green"), strokeWidth: 2.5 });
  for (let t = -END; t <= END; t += 2) f.text(() => [across(t), BASE - 0.3], () => show(t, 0), { strokeColor: colour("grey"), fontSize: 12 });

  return () => {
    now = study();
    const { curve, ...seen } = now;
    f.expose(seen);
    const here = now.drop === null ? `The centre ${show(now.theta)} is impossible for these numbers.`
      : `At the centre ${show(now.theta)}: score ${show(now.score)}, observed information ${show(now.information)}, ${show(-now.drop)} below the top.`;
    const top = now.top === null ? "No centre explains these numbers."
      : now.law === "uniform" ? `The top is a plateau around ${show(now.top)}.`
        : `The top is at ${show(now.top)}${now.humps > 1 ? `; there are ${now.humps} humps` : ""}.`;
    f.say(`${here} ${top}`);
  };
});
