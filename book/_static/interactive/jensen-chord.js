// A function, a chord of its graph, and the gap between the two at a weighted mean. Params: function, x, y, weight.
"use strict";
m4ds.figure("jensen-chord", (f) => {
  const { show, colour } = m4ds;
  const [W, H, END] = [4.4, 3.3, 3.2];
  const functions = {
    square: { words: "x²/4", at: (x) => x * x / 4 },
    exp: { words: "e^(x/3)", at: (x) => Math.exp(x / 3) },
    abs: { words: "|x|", at: Math.abs },
    cubic: { words: "x³/12 − x", at: (x) => x ** 3 / 12 - x },
  };

  f.board({ width: W, height: H, label: "The graph of a function, one of its chords, and the gap between them" });
  f.key([["ink", "the graph"], ["blue", "the chord"], ["orange", "the gap where the chord is above"],
    ["purple", "the gap where it is below", true]]);
  f.curve(() => [[-W, 0], [W, 0], null, [0, -H], [0, H]], { strokeColor: colour("light"), strokeWidth: 1 });
  [-3, -2, -1, 1, 2, 3].forEach((x) => f.text(() => [x, -0.28], show(x), { strokeColor: colour("grey"), fontSize: 12 }));

  const which = f.choice({ label: "Function", options: Object.fromEntries(Object.entries(functions).map(([k, v]) => [k, v.words])),
    value: f.params.function || "square" });
  const g = (x) => functions[which()].at(x);
  const ends = [["First point", "x", -2], ["Second point", "y", 3]].map(([label, key, value]) =>
    f.range({ label, min: -END, max: END, step: 0.1, value: f.params[key] ?? value }));
  const weight = f.range({ label: "Weight of the second point", min: 0, max: 1, step: 0.05, value: f.params.weight ?? 0.5 });

  const [x, y] = ends;
  const mean = () => (1 - weight()) * x() + weight() * y();
  const chord = () => (1 - weight()) * g(x()) + weight() * g(y());
  const gap = () => chord() - g(mean());
  const grid = Array.from({ length: 353 }, (_, i) => -W + 2 * W * i / 352);
  const bar = () => [[mean(), g(mean())], [mean(), chord()]];
  const slack = 1e-9;

  f.curve(() => grid.map((u) => [u, g(u)]), { strokeColor: colour("ink"), strokeWidth: 2.5 });
  f.curve(() => [[x(), g(x())], [y(), g(y())]], { strokeColor: colour("blue"), strokeWidth: 2 });
  f.curve(() => (gap() > slack ? bar() : []), { strokeColor: colour("orange"), strokeWidth: 5 });
  f.curve(() => (gap() < -slack ? bar() : []), { strokeColor: colour("purple"), strokeWidth: 5, dash: 2 });
  const points = ends.map((end, i) => {
    const point = f.jxg.create("point", [end(), g(end())], {
      name: "", withLabel: false, size: 7, tabindex: 0, fillColor: colour("blue"), strokeColor: colour("paper"), strokeWidth: 2,
      snapToGrid: true, snapSizeX: 0.1, snapSizeY: 0.1,
      aria: { enabled: true, label: `${i ? "Second" : "First"} point: move with the left and right arrow keys`, live: "off" },
    });
    point.rendNode.setAttribute("role", "button");
    ["drag", "keydrag"].forEach((event) => point.on(event, () => {
      end.put(Math.max(-END, Math.min(END, point.X())).toFixed(1));
      f.update();
    }));
    return point;
  });

  return () => {
    points.forEach((point, i) => point.moveTo([ends[i](), g(ends[i]())]));
    f.expose({ function: which(), x: x(), y: y(), weight: weight(), mean: mean(), chord: chord(), graph: g(mean()), gap: gap() });
    f.say(words());
  };

  function words() {
    const at = `At ${show(mean())} the chord is at ${show(chord())} and the graph at ${show(g(mean()))}.`;
    if (Math.abs(x() - y()) < slack) return `The two points are one: there is no chord. ${at}`;
    if (gap() > slack) return `${at} The chord is above, by ${show(gap(), 3)}.`;
    if (gap() < -slack) return `${at} The chord is below, by ${show(-gap(), 3)}: this function is not convex.`;
    return `${at} There is no gap.`;
  }
});
