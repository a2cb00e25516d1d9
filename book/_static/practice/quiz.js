// A quiz question: check the choice, give the reason of each chosen option. Starts all practice of a page.
"use strict";
(() => {
  const { make } = m4ds;

  function quiz(box) {
    const inputs = [...box.querySelectorAll("input")];
    const fold = box.querySelector(".quiz-reasons");
    const reasons = [...fold.querySelectorAll(".reason")];
    const region = box.querySelector(".quiz-feedback");
    const several = inputs[0]?.type === "checkbox";

    const reasonOf = (input) => {
      const text = input.closest("label").querySelector("span").cloneNode(true);
      const why = reasons[inputs.indexOf(input)].cloneNode(true);
      return make("li", { className: input.dataset.correct === "true" ? "right" : "wrong" },
        make("span", { className: "verdict", textContent: input.dataset.correct === "true" ? "Right: " : "Not so: " }),
        make("q", {}, ...text.childNodes), " ", why);
    };

    const check = () => {
      const chosen = inputs.filter((input) => input.checked);
      if (!chosen.length) return m4ds.say(region, "not attempted", "Choose an option first.");
      const right = inputs.every((input) => input.checked === (input.dataset.correct === "true"));
      const onlyMissing = !right && chosen.every((input) => input.dataset.correct === "true");
      m4ds.say(region, right ? "correct" : "keep working", onlyMissing ? "Right so far, but there is more." : "");
      region.append(make("ul", {}, ...chosen.map(reasonOf)));
      m4ds.progress.record(box.dataset.quiz, right ? "correct" : "tried");
      document.dispatchEvent(new CustomEvent("m4ds-quiz", { detail: { label: box.dataset.quiz, right } }));
      if (right) fold.hidden = false; // now the reasons against the other options may be read
    };

    fold.hidden = true;
    fold.querySelector("summary").textContent = several ? "All the reasons" : "Why not the others";
    box.querySelector(".quiz-options").after(make("div", { className: "answer-tools" }, m4ds.button("Check", check, "primary")));
    m4ds.solvedBefore(box, box.dataset.quiz);
  }

  m4ds.startPractice = () => {
    document.querySelectorAll(".answer-box").forEach(m4ds.answerBox);
    document.querySelectorAll(".quiz").forEach(quiz);
    const path = document.querySelector(".path");
    if (path) m4ds.load("_static/practice/path.js").then(() => m4ds.path(path));
    const place = document.querySelector("[data-progress]");
    if (place) m4ds.load("_static/practice/contents.js").catch(() => {}).then(() => m4ds.progress.panel(place));
  };
})();
