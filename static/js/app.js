import { isSignedOut, token } from "reply-tracker/session"

const marks = (code) => document.querySelectorAll(`mark.point[data-code="${CSS.escape(code)}"]`)

const card = (code) => document.querySelector(`[data-answer][data-code="${CSS.escape(code)}"]`)

const light = (code) => {
  for (const lit of document.querySelectorAll(".is-on")) lit.classList.remove("is-on")
  for (const mark of marks(code)) mark.classList.add("is-on")
  card(code)?.classList.add("is-on")
}

const goTo = (mark) => {
  light(mark.dataset.code)
  card(mark.dataset.code)?.scrollIntoView({ block: "nearest", behavior: "smooth" })
}

const stateOf = (answer) => answer?.querySelector(".answer__foot")?.dataset.state ?? answer?.dataset.state

const showStates = () => {
  for (const mark of document.querySelectorAll("mark.point[data-code]")) {
    mark.dataset.state = stateOf(card(mark.dataset.code)) ?? "elsewhere"
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
  if (mark && !target.closest("button, a")) goTo(mark)
})

document.addEventListener("keydown", ({ key, target }) => {
  if (key === "Enter" && target.matches?.("mark.point[data-code]")) goTo(target)
  if (key === "Escape") closeMenus()
})

document.addEventListener("focusin", ({ target }) => {
  const answer = target.closest("[data-answer][data-code]")
  if (!answer) return
  light(answer.dataset.code)
  marks(answer.dataset.code)[0]?.scrollIntoView({ block: "nearest" })
})

document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["X-CSRFToken"] = token()
})

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { elt, path } = detail.requestConfig
  if (elt.matches("[data-autosave]") || !isSignedOut(detail.xhr, path)) return
  detail.shouldSwap = false
  location.reload()
})

document.addEventListener("htmx:afterSettle", showStates)

for (const dialog of document.querySelectorAll("dialog[open]")) {
  dialog.close()
  dialog.showModal()
}

showStates()
