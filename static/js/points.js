export const marks = (code) => document.querySelectorAll(`mark.point[data-code="${CSS.escape(code)}"]`)

export const card = (code) => document.querySelector(`[data-answer][data-code="${CSS.escape(code)}"]`)

export const cards = () => [...document.querySelectorAll("[data-answer][data-code]")]

export const cardOf = (element) => element?.closest?.("[data-answer][data-code]") ?? null

export const stateOf = (answer) =>
  answer.querySelector(".answer__foot[data-state]")?.dataset.state ?? answer.dataset.state

export const light = (code) => {
  for (const lit of document.querySelectorAll(".is-on")) lit.classList.remove("is-on")
  for (const mark of marks(code)) mark.classList.add("is-on")
  card(code)?.classList.add("is-on")
}

// In one column the Committee's text stands above the answers: going there would leave what one writes.
const isBesideTheAnswers = () => matchMedia("(width >= 900px)").matches

/** Light up an answer and its mark, and bring the mark into view beside it. */
export const lightFrom = (answer) => {
  light(answer.dataset.code)
  if (isBesideTheAnswers()) marks(answer.dataset.code)[0]?.scrollIntoView({ block: "nearest" })
}

const open = (answer) => {
  for (let around = answer.closest("details"); around; around = around.parentElement.closest("details")) {
    around.open = true
  }
}

/** Light up a data point, and bring its answer into view; returns the answer, or null where none is shown. */
export const goTo = (code) => {
  light(code)
  const answer = card(code)
  if (!answer) return null
  open(answer)
  answer.scrollIntoView({ block: "nearest", behavior: "smooth" })
  return answer
}

const FIELDS = ".answer__field :is([contenteditable=true], textarea, input:not([type=hidden]))"

/** Where an answer is written; null where it is only read. */
export const fieldOf = (answer) =>
  [...answer.querySelectorAll(FIELDS)].find((field) => field.checkVisibility()) ?? null

export const focusOn = (answer) => {
  answer.tabIndex = -1
  answer.focus({ preventScroll: true })
  answer.scrollIntoView({ block: "nearest" })
}

/** Put the cursor where an answer is written, or the focus on the answer where it is only read. */
export const write = (answer) => {
  const field = fieldOf(answer)
  if (field) field.focus()
  else focusOn(answer)
}
