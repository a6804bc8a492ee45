import "reply-tracker/mentions"
import { finderIn, isInReason, quoteFrom, squeeze, wordsOf } from "reply-tracker/quotes"
import { isSignedOut, renew } from "reply-tracker/session"

const MARKED = "comment"
const STRONG = "comment-strong"
const PAUSE = 300

let selected = null
let ranges = new Map()
let timer

const elementOf = (node) => (node instanceof Element ? node : (node?.parentElement ?? null))

const cardOfThread = (thread) => document.getElementById(thread.dataset.about)

const threadOfCard = (card) => document.querySelector(`[data-thread][data-about="${CSS.escape(card.id)}"]`)

// A click that selects a paragraph ends at the beginning of what follows.
const within = (root, range) => {
  const [isStart, isEnd] = [range.startContainer, range.endContainer].map((node) => root?.contains(node))
  if (!isStart && !isEnd) return null
  if (!isStart) range.setStart(root, 0)
  if (!isEnd) range.setEnd(root, root.childNodes.length)
  return range
}

// Words stay selected while one goes from them to their thread, wherever the browser puts its cursor meanwhile.
document.addEventListener("selectionchange", () => {
  const selection = getSelection()
  const around = elementOf(selection.anchorNode)
  if (selected?.thread.contains(around)) return
  selected = null
  const card = around?.closest("[data-answer]")
  const thread = card && threadOfCard(card)
  if (!thread || selection.isCollapsed) return
  const range = within(wordsOf(card), selection.getRangeAt(0).cloneRange())
  if (range) selected = { thread, range }
})

const quote = (form, words) => {
  const shown = form.querySelector("[data-quoted]")
  form.elements.quote.value = words
  shown.querySelector("blockquote").textContent = words
  shown.hidden = words === ""
}

/** Put the selected words into the form of their thread; whether there were any. */
const takeSelected = (thread) => {
  const form = thread.querySelector("form[data-people]")
  if (selected?.thread !== thread || !form) return false
  const words = quoteFrom(wordsOf(cardOfThread(thread)), selected.range)
  selected = null
  if (words) quote(form, words)
  return words !== ""
}

const enter = (thread) => {
  const isNew = !thread.querySelector("[data-comment]")
  if (takeSelected(thread) || isNew) thread.querySelector("textarea[data-mentions]")?.focus()
}

document.addEventListener("click", (event) => {
  const { target } = event
  const thread = target.closest("[data-thread]")
  if (!thread) return
  if (target.closest(".thread__summary") && !thread.open) setTimeout(() => enter(thread))
  if (target.closest("[data-unquote]")) {
    const { form } = target.closest("[data-unquote]")
    quote(form, "")
    form.elements.text.focus()
  }
  const range = target.closest("[data-words]") && ranges.get(target.closest("[data-comment]"))
  if (range) {
    event.preventDefault()
    elementOf(range.startContainer).scrollIntoView({ block: "center", behavior: "smooth" })
  }
})

const paint = (name, found) => {
  if (!CSS.highlights) return
  if (found.length === 0) CSS.highlights.delete(name)
  else CSS.highlights.set(name, new Highlight(...found))
}

const point = ({ target }) => {
  const range = ranges.get(target.closest?.("[data-comment]"))
  paint(STRONG, range ? [range] : [])
}

const markThread = (thread) => {
  const quotes = [...thread.querySelectorAll("[data-words]")]
  const card = cardOfThread(thread)
  const root = quotes.length > 0 && wordsOf(card)
  if (!root) return
  const find = finderIn(root)
  for (const link of quotes) {
    const words = squeeze(link.textContent)
    const comment = link.closest("[data-comment]")
    const range = find(words)
    if (range) ranges.set(comment, range)
    comment.querySelector("[data-changed]").hidden = range !== null || isInReason(card, words)
  }
}

const mark = () => {
  ranges = new Map()
  for (const thread of document.querySelectorAll("[data-thread]")) markThread(thread)
  const open = [...ranges].filter(([comment]) => !comment.matches(".comment--resolved"))
  paint(MARKED, open.map(([, range]) => range))
  paint(STRONG, [])
}

const markLater = () => {
  clearTimeout(timer)
  timer = setTimeout(mark, PAUSE)
}

const tell = (form, name) => {
  const phrases = document.querySelector("#comment-phrases").content
  const notice = form.closest("[data-thread]").querySelector("[data-notice]")
  notice.replaceChildren(document.importNode(phrases.querySelector(`[data-phrase="${name}"]`), true))
}

const WHY = { out: "signedOut", other: "otherPerson", away: "offline", in: "broken" }

const signInAgain = async (form) => {
  const isAgain = "again" in form.dataset
  const state = await renew()
  if (state === "in" && !isAgain) {
    form.dataset.again = ""
    form.requestSubmit()
    return
  }
  delete form.dataset.again
  tell(form, WHY[state])
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { elt, path } = detail.requestConfig
  if (elt.matches("[data-stays]") && isSignedOut(detail.xhr, path)) detail.shouldSwap = false
})

document.addEventListener("htmx:afterRequest", ({ detail: { elt, xhr, requestConfig } }) => {
  if (!elt.matches("[data-stays]") || !elt.isConnected) return
  if (xhr.status === 0) tell(elt, "offline")
  else if (isSignedOut(xhr, requestConfig.path)) signInAgain(elt)
  else if (xhr.status >= 400 && xhr.status !== 422) tell(elt, "broken")
})

// A button that is gone after its work hands the focus to its thread.
document.addEventListener("htmx:afterSwap", ({ detail: { elt, requestConfig } }) => {
  if (!requestConfig?.elt.matches("[data-stays]") || document.activeElement !== document.body) return
  const thread = elt.closest("[data-thread]")
  thread?.querySelector(".thread__summary, textarea[data-mentions]")?.focus()
})

// Also where a browser does not open by itself what an address points into.
const reveal = () => {
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!wanted?.closest("[data-thread]")) return
  for (let around = wanted.closest("details"); around; around = around.parentElement.closest("details")) {
    around.open = true
  }
  wanted.scrollIntoView({ block: "nearest" })
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea[data-mentions]")) takeSelected(event.target.closest("[data-thread]"))
  point(event)
})
document.addEventListener("pointerover", point)
document.addEventListener("input", markLater)
document.addEventListener("prose-editor:ready", markLater)
document.addEventListener("htmx:afterSettle", markLater)
window.addEventListener("hashchange", reveal)

reveal()
mark()
