// A list of ten places: mark those that hold a wanted film, and read the measures. Params: marks, wanted, k.
"use strict";
m4ds.figure("rank-metrics", (f) => {
  const { show, colour } = m4ds;
  const PLACES = 10;
  const [LEFT, SIZE, TOP] = [-4.75, 0.95, 2.3];                  // of the row of squares
  const [ZERO, LONG] = [-2.3, 6.2];                              // of the bars

  f.board({ width: 5, height: 2.6, label: "A list of ten places and its measures" });
  f.key([["blue", "a wanted film"], ["orange", "the four measures, from 0 to 1"]]);

  const group = Object.assign(document.createElement("fieldset"), { className: "handle-choice" });
  group.append(Object.assign(document.createElement("legend"), { textContent: "Places that hold a wanted film" }));
  const boxes = Array.from({ length: PLACES }, (_, i) => {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: String(i + 1) });
    box.addEventListener("change", () => f.update());
    const label = document.createElement("label");
    label.append(box, ` ${i + 1}`);
    group.append(label);
    return box;
  });
  f.handles.append(group);
  const begin = () => boxes.forEach((box, i) => { box.checked = (f.params.marks || [1]).includes(i + 1); });
  begin();
  f.resets.push(begin);
  const wanted = f.range({ label: "Films wanted in all", min: 1, max: 20, step: 1, value: f.params.wanted ?? 3, digits: 0 });
  const length = f.range({ label: "Length k of the list", min: 1, max: PLACES, step: 1, value: f.params.k ?? PLACES, digits: 0 });

  const discount = (i) => 1 / Math.log2(i + 1);
  const measure = () => {
    const k = length();
    const marks = boxes.map((box, i) => (box.checked ? i + 1 : 0)).filter((i) => i > 0);
    const W = Math.max(wanted(), marks.length);                  // what is on the list is wanted
    const on = marks.filter((i) => i <= k);
    const head = Math.min(W, k);
    let ideal = 0;
    for (let i = 1; i <= head; i += 1) ideal += discount(i);
    const ap = on.reduce((sum, i, found) => sum + (found + 1) / i, 0) / head;
    const ndcg = on.reduce((sum, i) => sum + discount(i), 0) / ideal;
    return { marks, k, wanted: W, precision: on.length / k, recall: on.length / W, ap, ndcg };
  };
  let now = measure();

  const corner = (i) => LEFT + SIZE * i;
  const box = (i) => [[corner(i), TOP], [corner(i) + 0.86, TOP], [corner(i) + 0.86, TOP - 0.8], [corner(i), TOP - 0.8], [corner(i), TOP]];
  boxes.forEach((input, i) => {
    f.curve(() => (input.checked ? box(i) : []), { strokeColor: colour("blue"), fillColor: colour("blue"), fillOpacity: 0.35, strokeWidth: 3 });
    f.curve(() => box(i), { strokeColor: colour("grey"), strokeWidth: 1, dash: i < now.k ? 0 : 2 });
    f.text(() => [corner(i) + 0.43, TOP - 0.4], () => String(i + 1), { strokeColor: colour("ink"), fontSize: 13 });
  });
  f.jxg.on("down", (event) => {
    const [x, y] = f.jxg.getUsrCoordsOfMouse(event);
    const i = Math.floor((x - LEFT) / SIZE);
    if (i < 0 || i >= PLACES || y > TOP + 0.1 || y < TOP - 0.9) return;
    boxes[i].checked = !boxes[i].checked;
    f.update();
  });

  [["precision", "Precision"], ["recall", "Recall"], ["ap", "AP"], ["ndcg", "NDCG"]].forEach(([key, name], row) => {
    const y = 0.75 - row * 0.82;
    f.curve(() => [[ZERO, y], [ZERO + LONG * now[key], y], [ZERO + LONG * now[key], y - 0.45], [ZERO, y - 0.45], [ZERO, y]],
      { strokeColor: colour("orange"), fillColor: colour("orange"), fillOpacity: 0.85, strokeWidth: 1 });
    f.curve(() => [[ZERO, y - 0.45], [ZERO + LONG, y - 0.45]], { strokeColor: colour("grey"), strokeWidth: 1 });
    f.text(() => [ZERO - 0.15, y - 0.22], () => name, { anchorX: "right", strokeColor: colour("ink"), fontSize: 13 });
    f.text(() => [ZERO + LONG + 0.1, y - 0.22], () => now[key].toFixed(3), { anchorX: "left", strokeColor: colour("ink"), fontSize: 13 });
  });

  return () => {
    now = measure();
    if (wanted() < now.wanted) wanted.put(now.wanted);
    f.expose(now);
    f.say(`Marks at ${now.marks.join(", ") || "no place"}, ${now.wanted} wanted, list of ${now.k}: precision ${show(now.precision, 3)}, `
      + `recall ${show(now.recall, 3)}, average precision ${show(now.ap, 3)}, NDCG ${show(now.ndcg, 3)}.`);
  };
});
