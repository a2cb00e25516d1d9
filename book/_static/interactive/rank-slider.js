// A small picture and its best approximation of rank k: move the rank, change the picture. Params: picture, rank.
"use strict";
m4ds.figure("rank-slider", (f) => {
  const { show } = m4ds;
  const N = 48;
  f.jxg = { update: () => {} };   // two canvases, no board
  const pictures = { house: house, chequers: chequers, slant: slant, noise: noise() };
  const found = {};               // the factors of each picture, once it has been shown

  const rank = f.range({ label: "Rank k", min: 1, max: N, step: 1, value: f.params.rank || 4, digits: 0 });
  const chosen = f.choice({ label: "Picture", value: f.params.picture || "house",
    options: { house: "house", chequers: "chequers", slant: "slanted edge", noise: "noise" } });
  const pair = document.createElement("div");
  Object.assign(pair.style, { display: "flex", gap: "4%", maxWidth: "30rem", margin: "0 auto", padding: ".6rem" });
  f.plate.append(pair);
  const [before, after] = ["The picture", "Its best approximation of the chosen rank"].map(canvas);

  return () => {
    const name = chosen();
    const pixels = Array.from({ length: N }, (_, i) => Array.from({ length: N }, (__, j) => pictures[name](i, j)));
    if (!found[name]) found[name] = svd(pixels);
    const [k, { s }] = [rank(), found[name]];
    paint(before, pixels);
    paint(after, truncate(found[name], k));
    const energy = (values) => values.reduce((sum, x) => sum + x * x, 0);
    const error = Math.sqrt(energy(s.slice(k)) / energy(s));
    const storage = k * (2 * N + 1) / (N * N);
    const exact = s.filter((x) => x > N * 2.3e-16 * s[0]).length;
    f.expose({ picture: name, rank: k, error, storage, exact, singularValues: s });
    f.say(`Rank ${k} keeps ${k * (2 * N + 1)} numbers for ${N * N} pixels (${show(100 * storage, 0)} %) and has a relative ` +
      `error of ${show(100 * error, 1)} %. The rank of this picture is ${exact}.`);
  };

  function canvas(label) {
    const made = document.createElement("canvas");
    Object.assign(made, { width: N, height: N });
    Object.assign(made.style, { width: "48%", imageRendering: "pixelated" });
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", label);
    pair.append(made);
    return made;
  }

  function paint(canvas, pixels) {
    const pen = canvas.getContext("2d");
    const image = pen.createImageData(N, N);
    pixels.flat().forEach((x, i) => {
      const grey = Math.round(255 * Math.max(0, Math.min(1, x)));
      image.data.set([grey, grey, grey, 255], 4 * i);
    });
    pen.putImageData(image, 0, 0);
  }

  function house(i, j) {
    if (i >= 22 && i < 44 && j >= 12 && j < 36) {
      const window = (i - 26) * (31 - i) >= 0 && ((j - 16) * (20 - j) >= 0 || (j - 27) * (31 - j) >= 0);
      return window ? 0.95 : (j - 22) * (26 - j) >= 0 && i >= 35 ? 0.15 : 0.55;
    }
    if (i >= 10 && i < 22 && Math.abs(j - 23.5) <= 1.25 * (i - 9)) return 0.25;
    if (Math.hypot(i - 9, j - 40) < 4.5) return 1;
    return i < 44 ? 0.85 - i / 120 : 0.4;
  }

  function chequers(i, j) { return (Math.floor(i / 8) + Math.floor(j / 8)) % 2 ? 0.85 : 0.2; }

  function slant(i, j) { return j > i ? 0.85 : 0.2; }

  function noise() {
    let state = 20;
    const values = Array.from({ length: N * N }, () => {
      state = (state * 1664525 + 1013904223) % 4294967296;
      return state / 4294967296;
    });
    return (i, j) => values[N * i + j];
  }

  // One-sided Jacobi on the columns, as in the chapter: columns of W = A V become perpendicular.
  function svd(A) {
    const W = Array.from({ length: N }, (_, j) => A.map((row) => row[j]));
    const V = W.map((_, j) => W.map((__, i) => Number(i === j)));
    for (let sweep = 0, moved = true; moved && sweep < 40; sweep += 1) {
      moved = false;
      for (let p = 0; p < N - 1; p += 1) for (let q = p + 1; q < N; q += 1) moved = rotate(W, V, p, q) || moved;
    }
    const lengths = W.map((w) => Math.hypot(...w));
    const order = lengths.map((_, i) => i).sort((i, j) => lengths[j] - lengths[i]);
    return { s: order.map((i) => lengths[i]), W: order.map((i) => W[i]), V: order.map((i) => V[i]) };
  }

  function rotate(W, V, p, q) {
    const dot = (x, y) => x.reduce((sum, value, i) => sum + value * y[i], 0);
    const [alpha, beta, gamma] = [dot(W[p], W[p]), dot(W[q], W[q]), dot(W[p], W[q])];
    if (Math.abs(gamma) <= 1e-15 * Math.sqrt(alpha * beta) || alpha * beta < 1e-60) return false;
    const delta = beta - alpha;
    const t = (delta >= 0 ? 2 : -2) * gamma / (Math.abs(delta) + Math.hypot(delta, 2 * gamma));
    const c = 1 / Math.hypot(1, t);
    for (const M of [W, V]) {
      const [a, b] = [M[p], M[q]];
      M[p] = a.map((x, i) => c * (x - t * b[i]));
      M[q] = b.map((x, i) => c * (t * a[i] + x));
    }
    return true;
  }

  // The columns of W carry the lengths, so the first k terms are W_k V_kᵀ.
  function truncate({ W, V }, k) {
    return Array.from({ length: N }, (_, i) => Array.from({ length: N }, (__, j) => {
      let sum = 0;
      for (let r = 0; r < k; r += 1) sum += W[r][i] * V[r][j];
      return sum;
    }));
  }
});
