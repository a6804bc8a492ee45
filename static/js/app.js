import { card, cardOf, goTo, lightFrom, stateOf, write } from "reply-tracker/points"
import { isSignedOut, token } from "reply-tracker/session"

const showStates = () => {
  for (const mark of document.querySelectorAll('mark.point[data-code]:not([data-state="elsewhere"])')) {
    const answer = card(mark.dataset.code)
    mark.dataset.state = answer ? stateOf(answer) : "elsewhere"
  }
}

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false
  }
}

document.addEventListener("click", ({ target }) => {
  closeMenus(target.closest("details[data-menu]"))
  const opener = target.closest("[data-opens]")
  if (opener) document.getElementById(opener.dataset.opens)?.showModal()
  if (target.closest("[data-closes]")) target.closest("dialog")?.close()
  const mark = target.closest("mark.point[data-code]")
  if (mark && !target.closest("button, a")) goTo(mark.dataset.code)
  const answer = cardOf(target)
  if (answer) lightFrom(answer)
})

document.addEventListener("keydown", (event) => {
  const { key, target } = event
  if (key === "Escape") closeMenus()
  if (key !== "Enter" || !target.matches?.("mark.point[data-code]")) return
  event.preventDefault()
  const answer = goTo(target.dataset.code)
  if (answer) write(answer)
})

document.addEventListener("focusin", ({ target }) => {
  const answer = cardOf(target)
  if (answer) lightFrom(answer)
})

document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["X-CSRFToken"] = token()
})

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { elt, path } = detail.requestConfig
  if (elt.matches("[data-autosave], [data-stays]") || !isSignedOut(detail.xhr, path)) return
  detail.shouldSwap = false
  location.reload()
})

document.addEventListener("htmx:afterSettle", showStates)

for (const dialog of document.querySelectorAll("dialog[open]")) {
  dialog.close()
  dialog.showModal()
}

showStates()
