// One question at a time, a look at all answers, then the code. Nothing is stored or sent.

const page = document.querySelector("main"), form = document.querySelector("form");
const questions = [...form.querySelectorAll("fieldset")];
const part = (name) => document.getElementById(name);
const intro = part("intro"), steps = part("steps"), review = part("review"), end = part("end");
const REVIEW = questions.length, END = REVIEW + 1, INTRO = -1;
let at = INTRO, back = null;

const chosen = (question) => question.querySelector("input:checked");
const places = () => questions.map((question) => Number(chosen(question).value));
const sizes = () => questions.map((question) => question.querySelectorAll("input").length);

function show(step) {
  at = step;
  intro.hidden = step !== INTRO;
  form.hidden = step === END || step === INTRO || step === REVIEW;
  questions.forEach((question, n) => { question.hidden = n !== step; });
  for (const section of form.querySelectorAll("section")) {
    section.hidden = !section.contains(questions[step] ?? null);
  }
  steps.hidden = step === INTRO;
  part("start").hidden = step !== INTRO;
  part("next").hidden = step >= REVIEW;
  part("back").hidden = step === INTRO;
  part("finish").hidden = step !== REVIEW;
  part("where").textContent = step < REVIEW ? `${step + 1} / ${REVIEW}` : "";
  review.hidden = step !== REVIEW;
  end.hidden = step !== END;
  if (step === REVIEW) list();
  if (step === END) {
    part("code").textContent = inGroups(
      codeOf(page.dataset.key, daySince(page.dataset.made, new Date()), places(), sizes()));
    part("copied").textContent = "";
  }
  const shown = questions[step];
  const target = shown ? chosen(shown) : { [INTRO]: intro, [REVIEW]: review, [END]: end }[step];
  target.focus({ preventScroll: true });
  scrollTo(0, 0);
}

// Every question with its answer, and a way back to it.
function list() {
  part("answers").replaceChildren(...questions.map((question, n) => {
    const row = part("answer").content.cloneNode(true);
    const asked = question.querySelector("legend").textContent;
    row.querySelector(".asked").textContent = asked;
    row.querySelector(".given").textContent = chosen(question).parentNode.textContent;
    const change = row.querySelector("button");
    change.setAttribute("aria-label", `${change.textContent}: ${asked}`);
    change.addEventListener("click", () => { back = REVIEW; show(n); });
    return row;
  }));
}

function next() {
  const step = back ?? at + 1;
  back = null;
  show(step);
}

async function copy() {
  const code = part("code").textContent, said = part("copied");
  try {
    await navigator.clipboard.writeText(code);
    said.textContent = said.dataset.done;
  } catch {
    getSelection().selectAllChildren(part("code"));
    said.textContent = said.dataset.marked;
  }
}

document.body.classList.add("script");
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter") { event.preventDefault(); next(); }
});
part("start").addEventListener("click", () => show(0));
part("next").addEventListener("click", next);
part("back").addEventListener("click", () => { back = null; show(Math.min(at, END) - 1); });
part("finish").addEventListener("click", () => show(END));
part("copy").addEventListener("click", copy);
form.reset();
show(INTRO);
