import { isKey } from "reply-tracker/keys"
import { cardOf, cards, focusOn, goTo, light, stateOf, write } from "reply-tracker/points"

const OFF = "reply-tracker:keys-off"

const sheet = () => document.querySelector("#shortcuts")

const isTyping = (element) =>
  element.isContentEditable || element.matches("input:not([type=checkbox], [type=radio]), textarea, select")

const current = () => cardOf(document.activeElement) ?? document.querySelector("[data-answer].is-on")

const isOff = () => {
  try {
    return localStorage.getItem(OFF) === "1"
  } catch {
    return false
  }
}

const setOff = (off) => {
  try {
    if (off) localStorage.setItem(OFF, "1")
    else localStorage.removeItem(OFF)
  } catch {
    return
  }
}

// From a field to a field one goes on writing; otherwise the answer itself has the focus, and the letters work on.
const arriveAt = (answer, { writes }) => {
  goTo(answer.dataset.code)
  if (writes) write(answer)
  else focusOn(answer)
  light(answer.dataset.code)
}

const step = (by, options) => {
  const all = cards()
  const place = all.indexOf(current())
  const next = place < 0 ? all.at(by > 0 ? 0 : -1) : all[place + by]
  if (next) arriveAt(next, options)
}

const toNextOpen = (options) => {
  const all = cards()
  const place = all.indexOf(current())
  const next = [...all.slice(place + 1), ...all.slice(0, place + 1)].find((answer) => stateOf(answer) === "open")
  if (next) arriveAt(next, options)
}

const saveForm = (form) => form.requestSubmit(form.querySelector(".answer__save"))

const save = () => {
  const form = cardOf(document.activeElement)?.querySelector("form[data-autosave]")
  if (form) return saveForm(form)
  for (const unsaved of document.querySelectorAll("form[data-autosave]:has(.answer__foot.is-unsaved)")) saveForm(unsaved)
}

const submit = () => {
  const button = document.querySelector(".actions [data-main]")
  if (!button) return
  if (!button.disabled) return button.click()
  const why = document.getElementById(button.getAttribute("aria-describedby"))
  if (why) focusOn(why)
}

const find = () => document.querySelector("#palette")?.dispatchEvent(new Event("find"))

const explain = () => {
  if (sheet() && !sheet().open) sheet().showModal()
}

const isEditable = () => document.querySelector("form[data-autosave]") !== null

const isFind = ({ key, code, shiftKey }) =>
  key === "/" || (code === "Slash" && !shiftKey && (key === "." || key === "№"))

const isExplain = ({ key, code, shiftKey }) => key === "?" || (code === "Slash" && shiftKey && key === ",")

const withControl = (event) => {
  if (isKey(event, "s") && isEditable()) return save
  if (event.key === "Enter" && document.querySelector(".actions [data-main]")) return submit
  return null
}

const withAlt = (event) => {
  const options = { writes: isTyping(event.target) }
  if (event.key === "ArrowDown") return () => step(1, options)
  if (event.key === "ArrowUp") return () => step(-1, options)
  if (event.code === "KeyU" || isKey(event, "u")) return () => toNextOpen(options)
  return null
}

const alone = (event) => {
  if (event.key === "Enter" && event.target === cardOf(event.target)) return () => write(event.target)
  if (isOff()) return null
  if (isKey(event, "j")) return () => step(1, { writes: false })
  if (isKey(event, "k")) return () => step(-1, { writes: false })
  if (isKey(event, "u")) return () => toNextOpen({ writes: false })
  if (isExplain(event)) return explain
  if (isFind(event)) return find
  return null
}

const actOf = (event) => {
  const { altKey, ctrlKey, metaKey, shiftKey, target } = event
  const isControl = ctrlKey || metaKey
  if (isControl) return altKey || shiftKey ? null : withControl(event)
  if (altKey) return shiftKey || target.matches?.("select") || !cards().length ? null : withAlt(event)
  return isTyping(target) ? null : alone(event)
}

// Before the editor takes the key: there Ctrl+Enter would break the line.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.isComposing || !(event.target instanceof Element) || document.querySelector("dialog[open]")) return
    const act = actOf(event)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  },
  { capture: true },
)

const single = sheet()?.querySelector("[data-single-keys]")
if (single) {
  single.checked = !isOff()
  single.addEventListener("change", () => setOff(!single.checked))
}
