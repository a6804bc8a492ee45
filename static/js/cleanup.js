import { forget, kept } from "reply-tracker/kept"
import { isSignedOut, person } from "reply-tracker/session"
import { wordsOf } from "reply-tracker/words"

const FORM = ".cleanup__form"
const ATOMS = "br, [data-footnote], [data-see]"

// Where the cursor goes in the editor that is opened, and the focus when it is closed.
let wanted = { block: 0, offset: Infinity }

const page = document.querySelector("[data-cleanup]")

const placeOf = (element) => element?.closest?.(".cleanup__place") ?? null

const formOf = (element) => element?.closest?.(FORM) ?? null

const textOf = (place) => place.querySelector(":scope > .answer__text")

const buttonOf = (form) => form.querySelector(".answer__save")

const writtenIn = (editor) => (editor.isEmpty ? "" : editor.getHTML())

/** Put what the editor holds into its field now: it does so by itself only a moment after the last key. */
const settle = (form) => {
  const editor = form.querySelector(".ProseMirror")?.editor
  const { text } = form.elements
  if (!editor || text.value === writtenIn(editor)) return
  text.value = writtenIn(editor)
  text.dispatchEvent(new Event("input", { bubbles: true }))
}

const isUnsaved = (form) => form.querySelector(".answer__foot").matches(".is-unsaved")

const save = (form) => {
  settle(form)
  form.requestSubmit(buttonOf(form))
}

// What is loaded is looked for inside of what has come: a form that comes by itself is shown to its place.
document.addEventListener("htmx:load", ({ detail }) => {
  if (!detail.elt.matches(FORM)) return
  const elt = placeOf(detail.elt)
  elt.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt } }))
})

const swap = (address, target) => window.htmx.ajax("GET", address, { source: target, target, swap: "outerHTML" })

const open = (place, block = 0, offset = Infinity) => {
  const text = textOf(place)
  if (!text || !place.dataset.edit) return
  wanted = { block, offset }
  place.querySelector(".cleanup__kept")?.remove()
  swap(place.dataset.edit, text)
}

const cancel = (form) => {
  const warning = form.querySelector("[data-drop]")
  settle(form)
  if (isUnsaved(form) && warning.hidden) {
    warning.hidden = false
    return
  }
  swap(form.dataset.read, form)
}

const blockOf = (element) => element.closest("[data-block]")

/** How far into a paragraph a selection begins, as the editor counts. */
const offsetIn = (block) => {
  const selection = getSelection()
  if (!block.matches("p") || !selection.rangeCount || !block.contains(selection.anchorNode)) return Infinity
  const range = document.createRange()
  range.setStart(block, 0)
  range.setEnd(selection.getRangeAt(0).startContainer, selection.getRangeAt(0).startOffset)
  const before = range.cloneContents()
  return before.textContent.length + before.querySelectorAll(ATOMS).length
}

const cursorIn = (doc, { block, offset }) => {
  let cursor = null
  doc.forEach((node, start, index) => {
    if (index !== block) return
    if (node.isTextblock) cursor = start + 1 + Math.min(offset, node.content.size)
    node.descendants((inner, at) => {
      if (cursor === null && inner.isTextblock) cursor = start + at + 2
    })
  })
  return cursor ?? "end"
}

/** Number the paragraphs anew from first to last, and the references that lead to them. */
const renumber = () => {
  const firsts = new Map()
  let number = 0
  for (const mark of page.querySelectorAll(`.cleanup__number, ${FORM}`)) {
    const place = placeOf(mark)
    if (!firsts.has(place.dataset.code)) firsts.set(place.dataset.code, number + 1)
    number += mark.matches(FORM) ? Number(place.dataset.paragraphs) : 1
    if (!mark.matches(FORM)) mark.dataset.number = number
  }
  for (const reference of page.querySelectorAll("[data-printed]")) {
    const code = reference.dataset.see
    reference.dataset.printed = firsts.has(code)
      ? `${page.dataset.paragraph} ${firsts.get(code)}`
      : page.dataset.noAnswer.replace("{code}", code)
  }
}

const countWords = () => {
  const shown = page.querySelector("[data-document-words]")
  const changed = [...page.querySelectorAll(FORM)].filter(isUnsaved)
  const more = changed.map((form) => wordsOf(form) - Number(form.querySelector("[data-words]").dataset.words))
  const words = more.reduce((sum, number) => sum + number, Number(shown.dataset.saved))
  shown.textContent = words.toLocaleString(document.documentElement.lang)
  page.querySelector(".cleanup__budget meter").value = words
}

/** Say where something is kept in this browser that an earlier visit has not saved. */
const showKept = () => {
  const note = document.querySelector("#cleanup-phrases").content.firstElementChild
  for (const place of page.querySelectorAll("[data-edit]")) {
    if (kept(person(), place.dataset.edit)) textOf(place)?.after(document.importNode(note, true))
  }
}

document.addEventListener("click", (event) => {
  const { target } = event
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
  const link = target.closest("a.cleanup__number, a.cleanup__pencil, [data-go-on]")
  const form = target.closest("[data-cancel]") && formOf(target)
  if (!link && !form) return
  event.preventDefault()
  if (form) cancel(form)
  else open(placeOf(link), Number(blockOf(link)?.dataset.block ?? 0))
})

document.addEventListener("dblclick", ({ target }) => {
  const block = blockOf(target)
  const place = placeOf(target)
  if (block && place && !target.closest("a, button")) open(place, Number(block.dataset.block), offsetIn(block))
})

// Before the editor takes the key: there Ctrl+Enter would break the line.
document.addEventListener(
  "keydown",
  (event) => {
    const { key, target } = event
    if (event.isComposing || document.querySelector("dialog[open]")) return
    if (key === "Enter" && target.matches?.(".cleanup__place")) return open(target)
    const form = formOf(target)
    if (!form || form.inert) return
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) save(form)
    else if (key === "Escape") cancel(form)
    else return
    event.preventDefault()
    event.stopPropagation()
  },
  { capture: true },
)

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const form = formOf(textarea)
  if (!form) return
  if (form.elements.form.value === "text") editor.commands.focus(cursorIn(editor.state.doc, wanted))
  else form.elements.form.focus()
})

// A change is saved when the person says so; what was sent and did not arrive is sent again by itself.
document.addEventListener("autosave", ({ target }) => {
  if (target.matches(`${FORM}[data-pressed]`)) target.requestSubmit(buttonOf(target))
})

document.addEventListener("input", ({ target }) => {
  const form = formOf(target)
  if (!form) return
  form.querySelector("[data-drop]").hidden = true
  setTimeout(countWords)
})

// What is typed while the text is on its way would be lost with the editor.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail
  if (!elt.matches(FORM) || event.detail.requestConfig.verb !== "post") return
  queueMicrotask(() => {
    if (event.defaultPrevented || !elt.isConnected) return
    elt.dataset.pressed = ""
    elt.inert = true
  })
})

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (isSignedOut(detail.xhr, detail.requestConfig.path)) return
  if (detail.target.matches(".cleanup__place > .answer__text")) {
    placeOf(detail.target).dataset.paragraphs = detail.target.querySelectorAll(".cleanup__number").length
  }
})

document.addEventListener("htmx:afterRequest", ({ detail: { elt, xhr } }) => {
  if (!elt.matches(FORM)) return
  elt.inert = false
  if (xhr.status === 409 || xhr.status === 422) delete elt.dataset.pressed
})

const isLost = () => document.activeElement === document.body || document.activeElement === null

document.addEventListener("htmx:afterSettle", ({ detail: { elt, requestConfig } }) => {
  const place = placeOf(elt)
  if (!place || !page) return
  const thread = place.querySelector("[data-thread]")
  if (thread) thread.dataset.about = place.id
  if (elt.matches(".thread__body") && !elt.querySelector("[data-comment]")) elt.querySelector("textarea")?.focus()
  if (!elt.matches(".answer__text")) return
  forget(person(), place.dataset.edit)
  place.dataset.state = elt.querySelector(".cleanup__gap") ? "open" : "answered"
  renumber()
  countWords()
  if (requestConfig && isLost()) {
    const block = elt.querySelector(`[data-block="${wanted.block}"]`)
    const mark = block?.querySelector(".cleanup__number") ?? place.querySelector(".cleanup__pencil")
    mark?.focus({ preventScroll: true })
  }
})

// Leaving the page saves nothing that the person has not: the text stays in this browser. For this the module
// stands before the one that saves.
window.addEventListener(
  "pagehide",
  () => {
    for (const form of page?.querySelectorAll(FORM) ?? []) form.remove()
  },
  { capture: true },
)
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload()
})

if (page) {
  page.querySelector("[data-outline]").open = matchMedia("(width >= 900px)").matches
  page.addEventListener("click", ({ target }) => {
    const outline = target.closest(".cleanup__outline a") && page.querySelector("[data-outline]")
    if (outline && matchMedia("(width < 900px)").matches) outline.open = false
  })
  showKept()
}
