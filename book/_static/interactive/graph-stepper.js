// A small computation graph: values step by step to the right, adjoints step by step to the left. Params: x, y, graph.
"use strict";
m4ds.figure("graph-stepper", (f) => {
  const { show, colour } = m4ds;
  const GRAPHS = {   // nodes in the order of the run; for each: how it is written, its parents, value, local slopes
    product: {
      formula: "z = (x + y) exp(xy)",
      nodes: [
        ["a", "x + y", ["x", "y"], (x, y) => x + y, () => [1, 1]],
        ["b", "x · y", ["x", "y"], (x, y) => x * y, (x, y) => [y, x]],
        ["c", "exp b", ["b"], (b) => Math.exp(b), (b) => [Math.exp(b)]],
        ["z", "a · c", ["a", "c"], (a, c) => a * c, (a, c) => [c, a]],
      ],
      places: { x: [-4, 1.6], y: [-4, -1.6], a: [-1.2, 1.6], b: [-1.2, -1.6], c: [1.6, -1.6], z: [4, 0] },
    },
    hinge: {
      formula: "z = relu(x − y) + xy",
      nodes: [
        ["a", "x − y", ["x", "y"], (x, y) => x - y, () => [1, -1]],
        ["b", "x · y", ["x", "y"], (x, y) => x * y, (x, y) => [y, x]],
        ["c", "relu a", ["a"], (a) => Math.max(a, 0), (a) => [a > 0 ? 1 : 0]],
        ["z", "c + b", ["c", "b"], (c, b) => c + b, () => [1, 1]],
      ],
      places: { x: [-4, 1.6], y: [-4, -1.6], a: [-1.2, 1.6], b: [-1.2, -1.6], c: [1.6, 1.6], z: [4, 0] },
    },
  };
  const NAMES = ["x", "y", "a", "b", "c", "z"];
  const LAST = 9;   // 4 values, then the start of the sweep, then 4 steps back

  f.board({ width: 5, height: 3, label: "A computation graph with values above its nodes and adjoints below" });
  f.key([["blue", "value, above a node"], ["orange", "adjoint, below a node"], ["green", "the step at work"]]);
  const graph = f.choice({ label: "Program", value: f.params.graph || "product",
    options: { product: GRAPHS.product.formula, hinge: GRAPHS.hinge.formula } });
  const x = f.range({ label: "Input x", min: -2, max: 2, step: 0.1, value: f.params.x ?? 1, digits: 1 });
  const y = f.range({ label: "Input y", min: -2, max: 2, step: 0.1, value: f.params.y ?? 0, digits: 1 });
  const step = f.range({ label: "Step", min: 0, max: LAST, step: 1, value: 0, digits: 0 });
  const go = (by) => { step.put(step() + by); f.update(); };
  f.button("Previous step", () => go(-1));
  f.button("Next step", () => go(1));

  const R = 0.42;
  const place = (name) => GRAPHS[graph()].places[name];
  const ring = ([cx, cy]) => Array.from({ length: 41 }, (_, i) =>
    [cx + R * Math.cos(i * Math.PI / 20), cy + R * Math.sin(i * Math.PI / 20)]);
  const ends = (from, to) => {
    const [p, q] = [place(from), place(to)];
    const length = Math.hypot(q[0] - p[0], q[1] - p[1]);
    const unit = [(q[0] - p[0]) / length, (q[1] - p[1]) / length];
    return [[p[0] + R * unit[0], p[1] + R * unit[1]], [q[0] - R * unit[0], q[1] - R * unit[1]]];
  };
  const head = ([p, q]) => {
    const angle = Math.atan2(q[1] - p[1], q[0] - p[0]);
    const barb = (turn) => [q[0] - 0.22 * Math.cos(angle + turn), q[1] - 0.22 * Math.sin(angle + turn)];
    return [p, q, null, barb(0.45), q, barb(-0.45), null];
  };
  const arrows = (nodes) => nodes.flatMap(([name, , parents]) => parents.flatMap((parent) => head(ends(parent, name))));
  let now = run();

  f.curve(() => arrows(GRAPHS[graph()].nodes), { strokeColor: colour("grey"), strokeWidth: 1.5 });
  f.curve(() => arrows(GRAPHS[graph()].nodes.filter(([name]) => name === now.active)),
    { strokeColor: colour("green"), strokeWidth: 3 });
  NAMES.forEach((name) => {
    f.curve(() => ring(place(name)), { strokeColor: colour("ink"), strokeWidth: 1.5 });
    f.text(() => place(name), name, { strokeColor: colour("ink") });
    const label = (up, values, look) => f.text(() => [place(name)[0], place(name)[1] + up],
      () => (values()[name] === undefined ? "" : show(values()[name])), { strokeColor: colour(look), fontSize: 14 });
    label(0.78, () => now.values, "blue");
    label(-0.78, () => now.adjoints, "orange");
  });
  f.curve(() => (now.active ? ring(place(now.active)) : []), { strokeColor: colour("green"), strokeWidth: 4 });

  return () => {
    now = run();
    f.expose({ graph: graph(), x: x(), y: y(), step: step(), values: now.values, adjoints: now.adjoints });
    f.say(now.words);
  };

  // Everything that is known at this step.
  function run() {
    const { nodes, formula } = GRAPHS[graph()];
    const values = { x: x(), y: y() };
    const adjoints = {};
    let active = "";
    let words = `${formula}, with x = ${show(values.x)} and y = ${show(values.y)}. Press Next step.`;
    for (const [name, text, parents, value] of nodes.slice(0, step())) {
      values[name] = value(...parents.map((p) => values[p]));
      active = name;
      words = `Forward: ${name} = ${text} = ${show(values[name])}.`;
    }
    if (step() > nodes.length) {
      adjoints.z = 1;
      active = "z";
      words = "Back: the output reacts to itself with slope 1, so the adjoint of z is 1.";
    }
    for (const [name, text, parents, , slopes] of [...nodes].reverse().slice(0, Math.max(0, step() - nodes.length - 1))) {
      const local = slopes(...parents.map((p) => values[p]));
      active = name;
      const said = parents.map((parent, i) => {
        const share = adjoints[name] * local[i];
        adjoints[parent] = (adjoints[parent] || 0) + share;
        return `${parent} receives ${show(adjoints[name])} times ${show(local[i])}, that is ${show(share)}, and stands at ${show(adjoints[parent])}`;
      });
      words = `Back through ${name} = ${text}: ${said.join("; ")}.`;
    }
    const end = step() === LAST ? ` The gradient is (${show(adjoints.x)}, ${show(adjoints.y)}).` : "";
    return { values, adjoints, active, words: `Step ${step()} of ${LAST}. ${words}${end}` };
  }
});
