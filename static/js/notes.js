const GRACE = 300

// The note that the pointer or the focus has opened, and that goes when they go.
let passing = null
let leaving = null

const markOf = (element) => element?.closest?.(".law__mark[popovertarget]") ?? null

const noteOf = (mark) => document.getElementById(mark.getAttribute("popovertarget"))

const isOpen = (note) => note.matches(":popover-open")

const stay = () => clearTimeout(leaving)

const show = (mark) => {
  stay()
  const note = noteOf(mark)
  if (!note || isOpen(note)) return
  note.showPopover({ source: mark })
  passing = note
}

const hide = () => {
  stay()
  if (passing && isOpen(passing)) passing.hidePopover()
  passing = null
}

const hideSoon = () => {
  stay()
  leaving = setTimeout(hide, GRACE)
}

const isWithin = (element, note) => note.contains(element) || (markOf(element) && noteOf(markOf(element)) === note)

// The focus that a click leaves on a mark keeps nothing open.
const hasFocus = (note) =>
  isWithin(document.activeElement, note) &&
  (note.contains(document.activeElement) || document.activeElement.matches(":focus-visible"))

// A finger has no place between touching and leaving: there a tap opens and closes, as without this module.
document.addEventListener("pointerover", ({ pointerType, target }) => {
  if (pointerType !== "mouse") return
  const mark = markOf(target)
  if (mark) show(mark)
  else if (passing?.contains(target)) stay()
  else if (passing && !hasFocus(passing)) hideSoon()
})

document.addEventListener("focusin", ({ target }) => {
  const mark = markOf(target)
  if (passing && !isWithin(target, passing)) hide()
  if (mark && target.matches(":focus-visible")) show(mark)
})

// A click on the mark of a passing note keeps the note, as if the click had opened it.
document.addEventListener(
  "click",
  (event) => {
    const mark = markOf(event.target)
    if (!mark || !passing || noteOf(mark) !== passing || !isOpen(passing)) return
    event.preventDefault()
    passing = null
  },
  { capture: true },
)
