import { cardOf } from "reply-tracker/points"
import { token } from "reply-tracker/session"

const EVERY = 15000
const AFTER_A_MOVE = 300

const line = document.querySelector("#presence")
const places = () => [...document.querySelectorAll("[data-presence]")]

let at = ""
let timer = null
let leftAlready = false

// Only who can write an answer is said to write it.
const pointOf = (element) => {
  const answer = cardOf(element)
  if (!answer?.querySelector("form[data-autosave]")) return ""
  return answer.querySelector("[data-presence]")?.dataset.presence ?? ""
}

const say = (element, words) => {
  if (element.textContent !== words) element.textContent = words
}

const show = ({ here = "", points = {} }) => {
  say(line, here)
  for (const place of places()) say(place, points[place.dataset.presence] ?? "")
}

const body = (values) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.set(name, value)
  return data
}

const meet = async () => {
  clearTimeout(timer)
  timer = setTimeout(meet, EVERY)
  if (document.visibilityState !== "visible") return
  try {
    const response = await fetch(line.dataset.url, {
      method: "POST",
      headers: { "X-CSRFToken": token() },
      body: body({ point: at }),
      redirect: "manual",
    })
    const found = response.ok ? await response.json() : {}
    if (!leftAlready) show(found)
  } catch {
    show({})
  }
}

const meetSoon = () => {
  clearTimeout(timer)
  timer = setTimeout(meet, AFTER_A_MOVE)
}

const move = (element) => {
  const point = pointOf(element)
  if (point === at) return
  at = point
  meetSoon()
}

if (line) {
  document.addEventListener("focusin", ({ target }) => move(target))
  document.addEventListener("focusout", ({ relatedTarget }) => {
    if (!relatedTarget && document.hasFocus()) move(null)
  })
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") meetSoon()
  })
  window.addEventListener("pagehide", () => {
    leftAlready = true
    clearTimeout(timer)
    navigator.sendBeacon(line.dataset.url, body({ leave: "1", csrfmiddlewaretoken: token() }))
  })
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return
    leftAlready = false
    meet()
  })
  at = pointOf(document.activeElement)
  meet()
}
