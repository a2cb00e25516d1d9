// A small network reads an eight by eight digit: flip pixels, move the picture, watch the probabilities. Params: digit.
"use strict";
m4ds.figure("digit-reader", (f) => {
  const { show, colour } = m4ds;
  const [LIMIT, FACTOR] = [0.95, 1.31];
  // The network of the chapter's cell (64, 12 and 10 units): hundredths. tests/site/test_digit_reader.py trains it again.
  const MIDDLE = [0, 2, 31, 74, 76, 38, 9, 1, 0, 13, 65, 76, 64, 52, 12, 1, 0, 17, 62, 43, 43, 48, 11, 0, 0, 16, 58, 55, 62, 47, 15, 0,
    0, 15, 48, 57, 64, 55, 19, 0, 0, 10, 43, 45, 47, 52, 21, 0, 0, 4, 48, 61, 59, 55, 22, 1, 0, 2, 33, 76, 74, 40, 12, 2];
  const W1 = [0, 2, 10, -1, 12, 9, 3, 22, 0, 10, 30, 6, -1, 10, 22, 19, 0, -32, -73, -58, -28, 39, 42, 3, 0, -57, -42, -35, -13, 20,
    12, -1, 0, 15, -1, 39, 36, 34, 7, 0, 0, 45, 29, 34, 24, 11, 1, 0, -2, -2, -16, -57, -45, -63, -36, -5, -2, -4, 1, -28,
    -49, -77, -22, -8, 0, 2, 0, 26, 41, -74, -74, 1, 0, 47, 66, -36, -56, 62, 3, -2, -6, -13, 32, -68, -2, 77, 48, 1, -4,
    -20, -14, -22, -62, -17, -10, 0, 0, -23, -74, -12, -14, -64, -57, 0, 0, 17, 48, 12, -44, 11, 13, 0, 2, 29, 39, 22, 5,
    60, 21, -4, 1, 12, -22, 42, 30, 7, 4, 11, 0, -1, -33, -29, 28, -42, -18, 8, 0, -9, -24, 18, -28, -20, -16, -1, -4,
    -26, 17, 3, -63, -24, -20, 1, -3, 19, 49, -62, -91, -18, 54, 1, 0, 68, 67, -48, -12, 15, 42, 0, 0, 49, 58, -23, 50,
    53, 17, 1, -1, 8, 6, 16, 57, 4, -35, -15, -1, -2, -37, -13, -7, -49, -34, -13, 0, -8, 1, 39, -4, 56, -23, -9, 0, -42,
    -28, 23, 10, 23, -27, -6, 4, 42, 13, 82, 22, -20, -6, -2, 3, 19, -12, 90, 18, -25, -50, 0, 0, -30, 22, 44, 3, -42,
    -87, 0, 0, -7, 1, 8, 45, 5, -77, -3, -3, -21, 11, -46, 52, 3, -33, 13, -2, -11, -39, 66, 89, 8, -12, 15, 0, -1, -1,
    -26, -119, -21, 13, 19, 0, -7, -36, -16, 26, -42, -29, 8, 6, 2, -14, 40, 72, -4, 8, 3, 4, 6, 30, -29, 13, 40, 83, 1,
    0, 27, -1, -46, 83, 59, 27, 0, 1, 67, -48, 97, 53, -42, -75, -1, 3, 40, -23, 48, -20, -80, -61, 21, 2, 1, 2, -57, -56,
    -20, 33, 38, 0, -1, 23, 39, 83, 45, 47, -12, 1, 33, 62, 31, 18, -28, 43, 0, -4, 45, 15, 0, -63, 49, 11, -1, -3, 17,
    78, 53, 48, 60, 4, -1, 0, -37, 22, -10, -58, 51, 28, 0, 0, -36, -62, -144, -42, -18, -10, 0, 0, 6, -8, -63, -38, -62,
    -47, -3, 0, 1, 27, 23, -15, -25, -59, -13, 0, 3, -1, -36, 41, 56, 22, -7, 0, 10, 5, 4, -35, -12, -13, -5, -4, 2, 31,
    -20, -64, -119, -66, -1, -4, 11, 9, -9, -4, -66, -57, 0, 0, 34, 29, -49, 51, 31, 10, 0, 0, 3, 15, -51, -13, 101, 53,
    2, 0, -7, 22, 8, -55, 42, 19, -17, 0, -1, 13, 2, 4, -2, -13, -28, 0, 15, 49, 3, 26, 74, 68, -2, 0, 9, 17, 47, 54, -24,
    13, 1, 0, -31, -48, -73, -15, -87, -55, 0, 0, -19, -84, -65, 42, -8, -31, 0, 0, -1, -26, -21, 22, -9, -23, 0, 0, -22,
    -41, 27, -18, 17, -14, 0, 3, 6, -26, 8, 40, 39, 17, 8, 2, 14, 60, 25, -2, -28, 32, 7, 0, 12, -15, 54, 72, -19, -23, 4,
    -2, 21, 23, -9, 42, 30, 14, 2, 0, -14, -81, -72, 65, 58, 16, 0, 0, -24, -82, -32, 4, -55, -3, 0, 0, -36, -58, -30,
    -36, -33, 14, 0, 0, -24, -99, -106, -17, 18, 34, 0, 0, 3, -3, -9, 58, 55, 76, 3, 0, 3, 49, 43, 29, 38, 27, -8, 0, 5,
    37, 23, -9, 10, 9, -15, 0, -4, -33, 16, -36, -51, -23, -11, 4, -21, 41, -13, -120, -102, -41, -2, 4, 11, -6, -23, -34,
    -7, -11, 1, 0, 25, 34, -8, -21, -35, 2, 0, 0, -44, 46, 70, -31, -73, -2, 2, 3, -13, 31, 92, 42, 45, 21, 14, 2, 13, 39,
    46, 29, 38, 42, 32, 0, -14, -66, -54, -71, -27, -22, 1, -1, -46, -49, -36, -68, 25, 7, -4, 1, 1, 66, 60, 32, 15, 29,
    1, 1, 25, 23, 89, 32, 32, -2, 1, 0, -11, 22, 32, 33, 6, -8, 0, 0, -10, 48, 15, 23, -3, 28, 0, -3, -11, 15, 9, -30, 51,
    31, -10, -2, -13, -81, -41, 46, 76, -3, -8, 0, 1, 0, 8, -13, 2, -19, -2, 0, -17, -26, -20, 44, 62, -18, -2, 0, 12, 11,
    14, -24, 73, 16, 0, 0, 18, -12, -74, -87, 43, 35, 0, 0, 6, -1, -70, -109, 52, 29, 0, 0, -15, 25, -37, -28, 43, -2, 0,
    1, -17, 22, -30, 19, 49, -3, -1, 1, 1, 2, 10, -28, 18, 4, -8];
  const B1 = [97, 145, 63, 94, 56, 136, 90, 120, 20, 101, 119, 19];
  const W2 = [-29, 44, 111, -25, -56, -9, -49, -56, -61, 28, -54, 150, -61, -156, -119, 158, 78, -84, -80, -25, 26, 39, 63, 140,
    -85, 110, -44, -73, 21, -150, -105, 97, 74, 93, -74, -7, 16, -29, -27, -4, -98, -59, 106, 94, 177, -139, -32, -64, 5,
    -25, 140, -90, 151, -81, 21, -113, -12, -33, 24, -29, -80, -114, -30, 12, -67, 105, 97, 108, -73, 71, -125, -6, -71,
    -49, 49, -67, -59, -75, 86, -58, -26, 105, 118, -77, 132, -65, 13, -95, 82, 18, -28, 36, -58, -75, -146, 2, 40, 133,
    -38, 93, -154, -30, 12, -33, -155, -101, 79, -96, -45, 5, -92, -2, -46, 174, -127, -136, 99, -110, 27, 0];
  const B2 = [-69, 3, 41, 12, -30, -1, -59, 17, 61, 14];
  const TEN = [                                       // 0 to 9 of the first sheet; a letter for the sixteenths of ink
    "0019fb0000bg8e6002ga099001g4088004g4088001g51b3000ccaa00001ad300",
    "0000ed100005gg20000egc0001aggc0003ceg9000005gf000004ge000001dg10",
    "005c100000fe700000d1c00002a0e0000020g1000006f000009gf982003b8dc4",
    "029fe93004d89g800006ef30000be2000002fb0000002f400156dg6002ccdb00",
    "0008f100001ed11000af3fb007g71g8009gdeg5001afge000001ga00000af400",
    "05cdgg200bgf840008eb100008gge0000166g0000005g300015fd00004fg2000",
    "0008f100000ce000003g7000006g2000007ggd5000fg99e0003e92g20007fgb0",
    "0018fa0003dfee0005a0ac000035fa2000ggggc0018ce830000ad000000b9000",
    "00a7d900009acf20004bab00001ga10000cd400000c1c00001a2e00000be5000",
    "006e400000bga000008eg200001ccb0000000b30000005b0001447g2007ggdb1"];
  const inkOf = (k) => [...TEN[k]].map((c) => "0123456789abcdefg".indexOf(c) / 16);

  const read = (x) => {
    const centred = x.map((v, i) => v - MIDDLE[i] / 100);
    const dense = (W, B, input) => B.map((b, j) => input.reduce((s, v, i) => s + W[j * input.length + i] * v, b) / 100);
    const hidden = dense(W1, B1, centred).map((v) => Math.max(0, v));
    const z = dense(W2, B2, hidden).map((v) => FACTOR * v);
    const top = Math.max(...z);
    const e = z.map((v) => Math.exp(v - top));
    const total = e.reduce((a, b) => a + b);
    return e.map((v) => v / total);
  };

  f.board({ width: 10, height: 5, label: "An eight by eight digit, and the probability of each of the ten digits" });
  f.key([["orange", "the chosen pixel"], ["blue", "probability of each digit"], ["ink", "0.95: below it, a clerk looks", true]]);
  let [digit, ink, flips] = [f.params.digit ?? 3, null, 0];
  const load = (k) => { [digit, ink, flips] = [k, inkOf(k), 0]; };
  load(digit);
  f.range({ label: "Digit", min: 0, max: 9, step: 1, value: digit, digits: 0, moved: load });
  const row = f.range({ label: "Row of the pixel", min: 1, max: 8, step: 1, value: 4, digits: 0 });
  const column = f.range({ label: "Column of the pixel", min: 1, max: 8, step: 1, value: 4, digits: 0 });

  const flip = (i) => { ink[i] = ink[i] < 0.5 ? 1 : 0; flips += 1; };
  const shift = (down, right) => {
    ink = ink.map((_, i) => {
      const [r, c] = [Math.floor(i / 8) - down, (i % 8) - right];
      return r < 0 || r > 7 || c < 0 || c > 7 ? 0 : ink[8 * r + c];
    });
  };
  const chosen = () => 8 * (row() - 1) + column() - 1;
  f.button("Flip the pixel", () => { flip(chosen()); f.update(); });
  for (const [name, down, right] of [["Up", -1, 0], ["Down", 1, 0], ["Left", 0, -1], ["Right", 0, 1]]) {
    f.button(name, () => { shift(down, right); f.update(); });
  }

  const corner = (i) => [-9 + (i % 8), 4 - Math.floor(i / 8)];             // upper left corner of a pixel
  for (let i = 0; i < 64; i += 1) {
    const [x, y] = corner(i);
    const square = f.jxg.create("polygon", [[x, y], [x + 1, y], [x + 1, y - 1], [x, y - 1]], {
      fixed: true, highlight: false, hasInnerPoints: true, withLines: true, fillColor: colour("ink"), fillOpacity: () => ink[i],
      vertices: { visible: false, fixed: true }, borders: { strokeColor: colour("grey"), strokeWidth: 0.4, fixed: true, highlight: false },
    });
    square.on("up", () => {                            // a tap on a pixel chooses and flips it
      row.put(Math.floor(i / 8) + 1);
      column.put((i % 8) + 1);
      flip(i);
      f.update();
    });
  }
  f.curve(() => {
    const [x, y] = corner(chosen());
    return [[x, y], [x + 1, y], [x + 1, y - 1], [x, y - 1], [x, y]];
  }, { strokeColor: colour("orange"), strokeWidth: 3 });

  const base = (k) => [0.2 + 0.92 * k, -3.6];
  let now = read(ink);
  for (let k = 0; k < 10; k += 1) {
    const [x, y] = base(k);
    f.curve(() => [[x + 0.3, y], [x + 0.3, y + 7 * now[k] + 1e-3]], { strokeColor: colour("blue"), strokeWidth: 11, lineCap: "butt" });
    f.text(() => [x + 0.3, y - 0.75], String(k), { color: colour("ink") });
  }
  f.curve(() => [[0.1, -3.6], [9.4, -3.6]], { strokeColor: colour("ink"), strokeWidth: 1 });
  f.curve(() => [[0.1, -3.6 + 7 * LIMIT], [9.4, -3.6 + 7 * LIMIT]], { strokeColor: colour("ink"), strokeWidth: 1.3, dash: 2 });

  f.resets.push(() => { load(f.params.digit ?? 3); });
  return () => {
    now = read(ink);
    const best = now.indexOf(Math.max(...now));
    const named = now[best] >= LIMIT ? best : null;
    f.expose({ digit, ink, flips, probabilities: now, named });
    const count = `${flips} ${flips === 1 ? "flip" : "flips"}`;
    f.say(named === null
      ? `${count}: likeliest ${best}, probability ${show(now[best])}. I do not know: a clerk looks.`
      : `${count}: it names ${named}, probability ${show(now[best], 3)}${named === digit ? "" : `. That is wrong: it was a ${digit}`}.`);
  };
});
