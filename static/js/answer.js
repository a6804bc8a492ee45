import { createEditor } from "django-prose-editor/configurable"
import { merge } from "reply-tracker/conflict"
import { Saving } from "reply-tracker/saving"
import { isSignedOut } from "reply-tracker/session"
import { showWords } from "reply-tracker/words"

const EDITORS = "textarea[data-django-prose-editor-configurable]"
const AFTER_A_CLICK = 400
const BETWEEN_COUNTS = 150

const savings = new Map()

const open = () => [...savings.values()].filter((saving) => saving.form.isConnected)

const savingOf = (element) => savings.get(element?.closest?.("form[data-autosave]"))

const begin = (root) => {
  for (const form of root.querySelectorAll("form[data-autosave]")) {
    if (!savings.has(form)) savings.set(form, new Saving(form))
  }
  for (const textarea of root.querySelectorAll(EDITORS)) createEditor(textarea)
}

let counting

const count = () => {
  clearTimeout(counting)
  counting = setTimeout(() => showWords(open()), BETWEEN_COUNTS)
}

const nameArea = (textarea, editor) => {
  const label = textarea.getAttribute("aria-label") ?? ""
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": label }
  editor.setOptions({ editorProps: { attributes } })
  editor.on("create", () => {
    const bar = editor.storage.menu.dom
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", label)
  })
}

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  nameArea(textarea, editor)
  savingOf(textarea)?.begin(editor)
})

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-merge]")
  if (button) merge(button, savingOf(button))
})

document.addEventListener("answer:remark", ({ target, detail }) => savingOf(target)?.note(detail))

document.addEventListener("htmx:load", ({ detail }) => begin(detail.elt))
document.addEventListener("htmx:afterSettle", count)

document.addEventListener("input", ({ target }) => {
  savingOf(target)?.changed()
  count()
})

document.addEventListener("change", ({ target }) => {
  if (target.name !== "form") return
  savingOf(target)?.changed(0)
  count()
})

// A click on “Submit” moves the focus first: saving at once would swap the button away under the pointer.
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const saving = savingOf(target)
  if (!saving || saving.form.contains(relatedTarget)) return
  saving.note(null)
  if (saving.isDirty) saving.changed(AFTER_A_CLICK)
})

document.addEventListener("htmx:beforeRequest", (event) => {
  const saving = savings.get(event.detail.elt)
  if (!saving?.isTooLong) return saving?.sending()
  event.preventDefault()
  saving.tooLong()
})

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig.elt
  if (!savings.has(form)) return
  if (isSignedOut(detail.xhr, detail.requestConfig.path)) detail.shouldSwap = false
  if (!detail.shouldSwap) return
  for (const shown of form.querySelectorAll(".conflict")) shown.remove()
})

document.addEventListener("htmx:afterRequest", ({ detail: { elt, xhr, requestConfig } }) => {
  const saving = savings.get(elt)
  if (!saving) return
  if (xhr.status === 0) saving.failed("offline")
  else if (isSignedOut(xhr, requestConfig.path)) saving.signedOut()
  else if (xhr.status === 409 || xhr.status === 422) saving.refused({ isHeld: xhr.status === 409 })
  else if (xhr.status === 400 || xhr.status === 413) saving.tooLong()
  else if (xhr.status < 400) saving.saved()
  else saving.failed("broken")
})

const submitAgain = (form, submitter) => {
  const there = form.isConnected ? form : document.querySelector(`form[action="${form.getAttribute("action")}"]`)
  there?.requestSubmit(submitter?.isConnected ? submitter : null)
}

const flushAll = async () => {
  const results = await Promise.all(open().map(async (saving) => [saving, await saving.flush()]))
  return results.find(([, isSaved]) => !isSaved)?.[0]
}

// What leaves the page may not overtake an answer that is still on its way.
document.addEventListener(
  "submit",
  async (event) => {
    const { target: form, submitter } = event
    if (form.matches("[data-autosave], [data-stays], [method=dialog]") || !open().some((saving) => saving.isDirty)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const stuck = await flushAll()
    if (stuck) stuck.form.scrollIntoView({ block: "center" })
    else submitAgain(form, submitter)
  },
  { capture: true },
)

const comeBack = () => {
  for (const saving of open()) saving.comeBack()
}

window.addEventListener("online", comeBack)
window.addEventListener("focus", comeBack)
window.addEventListener("pagehide", () => {
  for (const saving of open()) saving.beacon()
})
window.addEventListener("beforeunload", (event) => {
  if (open().some((saving) => saving.isDirty && !saving.isKept)) event.preventDefault()
})

begin(document)
count()
