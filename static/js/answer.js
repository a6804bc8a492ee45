import { createEditor } from "django-prose-editor/configurable"
import { Saving } from "reply-tracker/saving"
import { isSignedOut } from "reply-tracker/session"

const EDITORS = "textarea[data-django-prose-editor-configurable]"
const AFTER_A_CLICK = 400

const savings = new Map()

const open = () => [...savings.values()].filter((saving) => saving.form.isConnected)

const savingOf = (element) => savings.get(element?.closest?.("form[data-autosave]"))

const begin = (root) => {
  for (const form of root.querySelectorAll("form[data-autosave]")) {
    if (!savings.has(form)) savings.set(form, new Saving(form))
  }
  for (const textarea of root.querySelectorAll(EDITORS)) createEditor(textarea)
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

document.addEventListener("htmx:load", ({ detail }) => begin(detail.elt))

document.addEventListener("input", ({ target }) => savingOf(target)?.changed())

document.addEventListener("change", ({ target }) => {
  if (target.name === "form") savingOf(target)?.changed(0)
})

// A click on “Submit” moves the focus first: saving at once would swap the button away under the pointer.
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const saving = savingOf(target)
  if (saving?.isDirty && !saving.form.contains(relatedTarget)) saving.changed(AFTER_A_CLICK)
})

document.addEventListener("htmx:beforeRequest", ({ detail }) => savings.get(detail.elt)?.sending())

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
    if (form.matches("[data-autosave], [method=dialog]") || !open().some((saving) => saving.isDirty)) return
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
