// Reads what a learner typed: formulas, numbers, vectors and matrices. Nothing is run as code.
// The formulas are those of m4ds.exercises.expressions; a test compares both on random ones.
"use strict";
(() => {
  const LONGEST = 300;
  const FUNCTIONS = { exp: Math.exp, log: Math.log, ln: Math.log, sqrt: Math.sqrt, sin: Math.sin, cos: Math.cos,
    tan: Math.tan, atan: Math.atan, tanh: Math.tanh, abs: Math.abs };
  const CONSTANTS = { pi: Math.PI, e: Math.E };
  const TOKEN = /\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|(\*\*|[-+*/^(),;[\]]))/uy;

  class Unreadable extends Error {}

  function tokens(text) {
    if (text.length > LONGEST) throw new Unreadable(`The formula is longer than ${LONGEST} characters.`);
    const found = [];
    const trimmed = text.trim().replaceAll("−", "-").replaceAll("·", "*").replaceAll("π", "pi");
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < trimmed.length) {
      const at = TOKEN.lastIndex;
      const match = TOKEN.exec(trimmed);
      if (!match) throw new Unreadable(`Cannot read “${trimmed.slice(at, at + 12)}”.`);
      if (match[1]) found.push({ number: Number(match[1]) });
      else if (match[2]) found.push({ name: match[2] });
      else found.push({ sign: match[3] === "**" ? "^" : match[3] });
    }
    return found;
  }

  class Reader {
    constructor(text, values) {
      this.tokens = tokens(text);
      this.values = { ...CONSTANTS, ...values };
      this.at = 0;
    }

    sees(sign) { return this.at < this.tokens.length && this.tokens[this.at].sign === sign; }
    takes(sign) { return this.sees(sign) && (this.at += 1) > 0; }
    done() { return this.at === this.tokens.length; }

    needs(sign, why) { if (!this.takes(sign)) throw new Unreadable(why); }

    sum() {
      let value = this.product();
      for (;;) {
        if (this.takes("+")) value += this.product();
        else if (this.takes("-")) value -= this.product();
        else return value;
      }
    }

    product() {
      let value = this.signed();
      for (;;) {
        if (this.takes("*")) value *= this.signed();
        else if (this.takes("/")) value /= this.signed();
        else return value;
      }
    }

    signed() {
      if (this.takes("-")) return -this.signed();
      if (this.takes("+")) return this.signed();
      return this.power();
    }

    power() { // binds tighter than a sign on its left and looser than one on its right, as in Python
      const base = this.atom();
      return this.takes("^") ? base ** this.signed() : base;
    }

    atom() {
      const token = this.tokens[this.at];
      if (!token) throw new Unreadable("The formula stops too early.");
      this.at += 1;
      if ("number" in token) return this.apart(token.number);
      if ("name" in token) return this.named(token.name);
      if (token.sign !== "(") throw new Unreadable(`“${token.sign}” stands where a number or a name should.`);
      const value = this.sum();
      this.needs(")", "A bracket is not closed.");
      return value;
    }

    apart(value) { // 2x is not Python, and a reader who learns it here would stumble there
      const next = this.tokens[this.at];
      if (next && ("name" in next || "number" in next || next.sign === "(")) {
        throw new Unreadable("Write the multiplication sign: 2*x, not 2x.");
      }
      return value;
    }

    named(name) {
      if (this.sees("(") && Object.hasOwn(FUNCTIONS, name)) {
        this.takes("(");
        const value = this.sum();
        this.needs(")", `The bracket of ${name}(…) is not closed.`);
        return FUNCTIONS[name](value);
      }
      if (Object.hasOwn(this.values, name)) return this.apart(this.values[name]);
      throw new Unreadable(`Unknown name ${name}: use only ${Object.keys(this.values).sort().join(", ")}.`);
    }
  }

  function evaluate(text, values = {}) {
    const reader = new Reader(text, values);
    const value = reader.sum();
    if (!reader.done()) throw new Unreadable("This is not one formula: an operator is missing, or a bracket too many.");
    return value;
  }

  // The values of a formula at several points: {x: [..], y: [..]} gives a list.
  function evaluateAt(text, points, count) {
    return Array.from({ length: count }, (_, i) =>
      evaluate(text, Object.fromEntries(Object.entries(points).map(([name, list]) => [name, list[i]]))));
  }

  function number(text) {
    if (/^\s*[-+]?\d+,\d+\s*$/.test(text)) {
      throw new Unreadable(`Write a decimal point, not a comma: ${text.trim().replace(",", ".")}.`);
    }
    return evaluate(text);
  }

  // A list "1, 2, 3" or "[1, 2, 3]", or rows "[1, 2; 3, 4]" or "[[1, 2], [3, 4]]": {shape, flat}.
  function array(text) {
    const inside = /^\s*\((.*)\)\s*$/s.exec(text); // (1, 2, 3), as on paper
    try {
      return bracketed(text);
    } catch (error) {
      if (!inside || !(error instanceof Unreadable)) throw error;
      return bracketed(inside[1]);
    }
  }

  function bracketed(text) {
    const reader = new Reader(text, {});
    const open = reader.takes("[");
    const found = open && reader.sees("[") ? nestedRows(reader) : rows(reader);
    if (open) reader.needs("]", "The bracket ] is missing at the end.");
    if (!reader.done()) throw new Unreadable("Write commas between the numbers and ; between the rows: [1, 2; 3, 4].");
    return found;
  }

  function list(reader) {
    const found = [reader.sum()];
    while (reader.takes(",")) found.push(reader.sum());
    return found;
  }

  function rows(reader) {
    const found = [list(reader)];
    while (reader.takes(";")) found.push(list(reader));
    return found.length === 1 ? { shape: [found[0].length], flat: found[0] } : matrix(found);
  }

  function nestedRows(reader) {
    const found = [];
    do {
      reader.needs("[", "Each row stands in brackets: [[1, 2], [3, 4]].");
      found.push(list(reader));
      reader.needs("]", "The bracket ] of a row is missing.");
    } while (reader.takes(","));
    return matrix(found);
  }

  function matrix(found) {
    const width = found[0].length;
    if (found.some((row) => row.length !== width)) throw new Unreadable("The rows have different lengths.");
    return { shape: [found.length, width], flat: found.flat() };
  }

  globalThis.m4ds = Object.assign(globalThis.m4ds || {}, { Unreadable, parse: { evaluate, evaluateAt, number, array } });
})();
