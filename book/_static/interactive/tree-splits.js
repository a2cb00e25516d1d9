// Sixty machines with two readings: place three cuts yourself, or let the greedy algorithm grow a tree of a given depth.
// Params: first, left, right, depth.
"use strict";
m4ds.figure("tree-splits", (f) => {
  const { show, colour } = m4ds;
  const EDGE = 2, ZOOM = 1.15;                    // readings run from -2 to 2, drawn a little larger
  let state = 7;
  const uniform = () => { state = (state * 16807) % 2147483647; return state / 2147483647; };
  const draw = (n) => Array.from({ length: n }, () => {
    const [x, y, coin] = [4 * uniform() - 2, 4 * uniform() - 2, uniform()];
    return { at: [x, y], bad: coin < (x > 0.3 && y > 0.3 ? 0.9 : 0.1) ? 1 : 0 };
  });
  const train = draw(60), test = draw(400);

  f.board({ width: 2.75, height: 2.75, label: "Sixty machines and the boxes of a tree" });
  f.key([["blue", "no fault"], ["orange", "fault; hatched: the tree says fault"], ["ink", "the cuts"]]);
  const who = f.choice({ label: "Who cuts?", options: { you: "you, three lines", greedy: "the algorithm" }, value: "you" });
  const line = (label, value) => f.range({ label, min: -1.9, max: 1.9, step: 0.1, value, digits: 1 });
  const first = line("You: temperature", f.params.first ?? 1);
  const left = line("You: vibration, left", f.params.left ?? 0);
  const right = line("You: vibration, right", f.params.right ?? -1);
  const depth = f.range({ label: "The algorithm: depth", min: 0, max: 8, step: 1, value: f.params.depth ?? 2, digits: 0 });

  const count = (rows) => { const bad = rows.reduce((sum, r) => sum + r.bad, 0); return [rows.length - bad, bad]; };

  // The cut that removes most of the sum of squares of the one-hot labels, as in m4ds.learn.impurity.
  const best = (rows) => {
    const n = rows.length, total = count(rows);
    let found = null;
    for (const j of [0, 1]) {
      const sorted = rows.map((r, k) => [r, k]).sort((p, q) => p[0].at[j] - q[0].at[j] || p[1] - q[1]).map((p) => p[0]);
      const sums = [0, 0];
      for (let i = 1; i < n; i += 1) {
        sums[sorted[i - 1].bad] += 1;
        const [low, high] = [sorted[i - 1].at[j], sorted[i].at[j]];
        if (high <= low) continue;
        const gap = [0, 1].map((k) => (sums[k] - total[k] * (i / n)) ** 2);
        const gain = (gap[0] + gap[1]) * n / (i * (n - i));
        if (!found || gain > found.gain) found = { j, t: low / 2 + high / 2, gain };
      }
    }
    return found;
  };

  // A node: { box, rows, says } or with { j, t, kids }; a box is [x0, x1, y0, y1].
  const node = (rows, box) => { const [ok, bad] = count(rows); return { rows, box, says: bad > ok ? 1 : 0 }; };
  const cut = (t, j, at) => {
    const [a, b] = [[...t.box], [...t.box]];
    a[2 * j + 1] = at;
    b[2 * j] = at;
    const kids = [node(t.rows.filter((r) => r.at[j] <= at), a), node(t.rows.filter((r) => r.at[j] > at), b)];
    return Object.assign(t, { j, t: at, kids });
  };
  const grow = (t, levels) => {
    const [ok, bad] = count(t.rows);
    if (levels === 0 || ok === 0 || bad === 0) return t;
    const found = best(t.rows);
    if (found) cut(t, found.j, found.t).kids.forEach((kid) => grow(kid, levels - 1));
    return t;
  };
  const leaves = (t) => (t.kids ? t.kids.flatMap(leaves) : [t]);
  const answer = (t, at) => (t.kids ? answer(t.kids[at[t.j] <= t.t ? 0 : 1], at) : t.says);
  const plan = () => {
    const root = node(train, [-EDGE, EDGE, -EDGE, EDGE]);
    if (who() === "greedy") return grow(root, depth());
    cut(root, 0, first());
    cut(root.kids[0], 1, left());
    cut(root.kids[1], 1, right());
    return root;
  };
  let tree = plan();

  const scale = (p) => [ZOOM * p[0], ZOOM * p[1]];
  const ring = ([x, y], r) => Array.from({ length: 9 }, (_, k) => [x + r * Math.cos(k * Math.PI / 4), y + r * Math.sin(k * Math.PI / 4)]);
  f.curve(() => leaves(tree).filter((t) => t.says).flatMap(({ box: [x0, x1, y0, y1] }) => {
    const lines = [];
    for (let k = Math.ceil(y0 / 0.08); k * 0.08 < y1; k += 1) lines.push(scale([x0, 0.08 * k]), scale([x1, 0.08 * k]), null);
    return lines;
  }), { strokeColor: colour("orange"), strokeWidth: 1, strokeOpacity: 0.5 });
  f.curve(() => leaves(tree).flatMap(({ box: [x0, x1, y0, y1] }) =>
    [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]].map(scale).concat([null])), { strokeColor: colour("ink"), strokeWidth: 1.5 });
  for (const [kind, name] of [[0, "blue"], [1, "orange"]]) {
    f.curve(() => train.filter((r) => r.bad === kind).flatMap((r) => [...ring(scale(r.at), 0.035), null]),
      { strokeColor: colour(name), strokeWidth: 4 });
  }
  f.text(() => [0, -2.6], "temperature, from −2 to 2", { strokeColor: colour("grey"), fontSize: 13 });
  f.text(() => [0, 2.6], "vibration upwards, from −2 to 2", { strokeColor: colour("grey"), fontSize: 13 });

  return () => {
    tree = plan();
    const ends = leaves(tree);
    const gini = ends.reduce((sum, { rows }) => {
      const [ok, bad] = count(rows);
      return sum + (rows.length ? 2 * ok * bad / rows.length : 0);
    }, 0) / train.length;
    const error = (rows) => rows.filter((r) => answer(tree, r.at) !== r.bad).length / rows.length;
    const [here, there] = [error(train), error(test)];
    f.expose({ who: who(), first: first(), left: left(), right: right(), depth: depth(), leaves: ends.length, gini, train: here, test: there });
    f.say(`${ends.length} boxes, Gini impurity ${show(gini, 3)}. Wrong on ${show(100 * here, 1)} % of the sixty machines, `
      + `on ${show(100 * there, 1)} % of 400 new ones.`);
  };
});
