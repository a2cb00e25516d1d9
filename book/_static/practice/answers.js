// The answer box under an exercise: three states, the explanation of a known mistake, new numbers.
"use strict";
(() => {
  const { make } = m4ds;
  const WORDS = { "not attempted": "Not attempted yet.", "keep working": "Keep working.", correct: "Correct." };

  // Says the verdict in a live region; the class carries its look.
  function say(region, state, message = "") {
    region.className = `${region.className.split(" ")[0]} state-${state.replace(" ", "-")}`;
    region.replaceChildren(make("strong", { textContent: WORDS[state] }), " ", message);
  }

  const button = (text, act, look = "") => {
    const made = make("button", { type: "button", textContent: text, className: look });
    made.addEventListener("click", act);
    return made;
  };

  function answerBox(box) {
    const exercise = JSON.parse(box.querySelector("script").textContent);
    if (exercise.kind === "function") return;
    const label = box.dataset.exercise;
    const field = box.querySelector("input[type=text]");
    const region = box.querySelector(".answer-feedback");
    let at = 0;

    const typed = () => field ? field.value : box.querySelector("input:checked")?.value || "";
    const check = () => {
      const result = m4ds.judge(exercise, typed(), exercise.variants[at]);
      say(region, result.state, result.message);
      if (field) field.setAttribute("aria-invalid", String(result.state === "keep working"));
      if (result.state !== "not attempted") m4ds.progress.record(label, result.state === "correct" ? "correct" : "tried");
    };
    const tools = make("div", { className: "answer-tools" }, button("Check", check, "primary"));
    if (exercise.variants.length > 1) tools.append(renew());
    box.querySelector(".how, ul").after(tools);
    if (field) field.addEventListener("keydown", (event) => { if (event.key === "Enter") check(); });
    solvedBefore(box, label);

    function renew() {
      const count = exercise.variants.length;
      return button("New numbers", () => {
        at = (at + 1) % count;
        box.querySelector(".given-text").textContent = exercise.variants[at].given;
        if (field) field.value = "";
        region.className = "answer-feedback";
        region.textContent = `Set ${at + 1} of ${count}: ${exercise.variants[at].given}.` +
          (at ? " The short answer and the worked solution below use the first set." : "");
      });
    }
  }

  // A quiet mark on what the reader solved on an earlier visit.
  function solvedBefore(box, label) {
    if (m4ds.progress.state(label) !== "correct") return;
    box.classList.add("solved-before");
    box.append(make("p", { className: "solved-mark", textContent: "You solved this before." }));
  }

  m4ds.say = say;
  m4ds.button = button;
  m4ds.answerBox = answerBox;
  m4ds.solvedBefore = solvedBefore;
})();
