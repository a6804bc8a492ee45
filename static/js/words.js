import { phrase } from "reply-tracker/phrases"

// What Python's `str.split` parts words at: the spaces of JavaScript but for the byte order mark.
const SPACE = /[^\S\ufeff]+/
const REFERENCE = "paragraph 12"
const BREAKS = "p, br, li, td, th, table"

const wordsIn = (text) => text.split(SPACE).filter(Boolean).length

/** How many words an answer has, counted as the server counts: footnotes and titles of tables included. */
export const countWords = (html) => {
  const { body } = new DOMParser().parseFromString(html, "text/html")
  let words = 0
  for (const note of body.querySelectorAll("[data-footnote]")) words += wordsIn(note.dataset.footnote)
  for (const table of body.querySelectorAll("[data-title]")) words += wordsIn(table.dataset.title)
  for (const reference of body.querySelectorAll("[data-see]")) reference.textContent = REFERENCE
  for (const element of body.querySelectorAll(BREAKS)) element.before("\n")
  return words + wordsIn(body.textContent)
}

/** What a form holds now; around a reason or a code the document prints words that its field names. */
export const wordsOf = (form) => {
  const kind = form.elements.form.value
  if (kind === "text") return countWords(form.elements.text.value)
  const field = form.querySelector(`[data-form="${kind}"]`)
  const printed = Number(field?.dataset.printedWords ?? 0)
  return kind === "unavailable" ? printed + wordsIn(form.elements.reason.value) : printed
}

const shown = (number) => number.toLocaleString(document.documentElement.lang)

const sentence = (number) => {
  const form = new Intl.PluralRules(document.documentElement.lang).select(number)
  return phrase(`words-${form}`).textContent.replace("#", shown(number))
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)

const sumsBefore = new WeakMap()

/** Show the words of each answer, and move the sums that were saved by what has been written since. */
export const showWords = (savings) => {
  const answers = savings.flatMap((saving) => {
    const mark = saving.form.querySelector("[data-words]")
    const saved = Number(mark?.dataset.words)
    return mark ? [{ mark, saved, live: saving.isDirty ? wordsOf(saving.form) : saved }] : []
  })
  for (const { mark, live } of answers) mark.textContent = sentence(live)
  const saved = sum(answers.map((answer) => answer.saved))
  const live = sum(answers.map((answer) => answer.live))
  for (const total of document.querySelectorAll("[data-words-total]")) {
    // A sum does not change when an answer is saved, until the server sends a new one.
    if (!sumsBefore.has(total)) sumsBefore.set(total, saved)
    const words = Number(total.dataset.saved) + live - sumsBefore.get(total)
    total.textContent = shown(words)
    const meter = total.parentElement.querySelector("meter")
    if (meter) meter.value = words
  }
}
