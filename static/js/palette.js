import { isKey } from "reply-tracker/keys"

const PAUSE = 80

const dialog = document.querySelector("#palette")
const field = dialog?.querySelector("[role=combobox]")
const found = dialog?.querySelector("#palette-found")

let asking = null
let timer = 0
// Enter pressed before the answer to what was typed has come: it opens the first place when it is there.
let opensFirst = false

const goals = () => [...found.querySelectorAll("[role=option]")]

const chosen = () => found.querySelector("[aria-selected=true]")

const choose = (goal) => {
  for (const other of goals()) other.setAttribute("aria-selected", other === goal ? "true" : "false")
  if (goal) {
    field.setAttribute("aria-activedescendant", goal.id)
    goal.scrollIntoView({ block: "nearest" })
  } else field.removeAttribute("aria-activedescendant")
  field.setAttribute("aria-expanded", goal ? "true" : "false")
}

const step = (by) => {
  const all = goals()
  if (all.length) choose(all.at((all.indexOf(chosen()) + by + all.length) % all.length))
}

const isPending = () => timer !== 0 || asking !== null

const addressOf = () => {
  const address = new URL(dialog.dataset.address, location.href)
  address.searchParams.set("q", field.value)
  for (const name of ["list", "find"]) {
    if (dialog.dataset[name]) address.searchParams.set(name, dialog.dataset[name])
  }
  return address
}

const show = (html) => {
  found.innerHTML = html
  choose(goals()[0])
  if (opensFirst) chosen()?.click()
  opensFirst = false
}

// The last answer wins: one that is not wanted any more is never shown.
const ask = async () => {
  timer = 0
  asking?.abort()
  const own = new AbortController()
  asking = own
  try {
    const response = await fetch(addressOf(), { headers: { "HX-Request": "true" }, signal: own.signal })
    if (response.redirected) return location.reload()
    const html = response.ok ? await response.text() : ""
    if (asking !== own) return
    asking = null
    if (response.ok) show(html)
    else fail()
  } catch (error) {
    if (error.name === "AbortError") return
    asking = null
    fail()
  }
}

const fail = () => {
  opensFirst = false
  const words = document.createElement("p")
  words.className = "palette__problem"
  words.setAttribute("role", "alert")
  words.textContent = dialog.dataset.failed
  found.replaceChildren(words)
  choose(null)
}

// An answer under way is to what stood there before; shown after Enter it would open a wrong place.
const askSoon = () => {
  asking?.abort()
  asking = null
  clearTimeout(timer)
  timer = setTimeout(ask, PAUSE)
}

const open = ({ finds = false } = {}) => {
  if (dialog.open) return field.select()
  dialog.dataset.find = finds && dialog.dataset.list ? "on" : ""
  opensFirst = false
  dialog.showModal()
  field.focus()
  field.select()
  clearTimeout(timer)
  ask()
}

const enter = (event) => {
  event.preventDefault()
  if (!isPending() && chosen()) return chosen().click()
  opensFirst = true
  if (!isPending()) ask()
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 }

const press = (event) => {
  if (event.isComposing) return
  if (event.key in STEPS) {
    event.preventDefault()
    step(STEPS[event.key])
  } else if (event.key === "Enter" && event.target === field) enter(event)
}

const isOpener = (event) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && isKey(event, "k")

if (dialog) {
  field.addEventListener("input", askSoon)
  dialog.addEventListener("keydown", press)
  dialog.addEventListener("find", () => open({ finds: true }))
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close()
    const goal = target.closest("[role=option]")
    if (goal && new URL(goal.href).pathname === location.pathname) dialog.close()
  })
  found.addEventListener("pointermove", ({ target }) => {
    const goal = target.closest("[role=option]")
    if (goal && goal !== chosen()) choose(goal)
  })
  // Who comes back finds the page, not the palette over it.
  addEventListener("pagehide", () => dialog.close())
  for (const opener of document.querySelectorAll("[data-palette]")) {
    opener.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      open()
    })
    if (/mac|iphone|ipad/i.test(navigator.platform)) opener.querySelector("kbd").textContent = "⌘K"
  }
  // Before the editor takes the key.
  document.addEventListener(
    "keydown",
    (event) => {
      if (!isOpener(event)) return
      const other = document.querySelector("dialog[open]")
      if (other && other !== dialog) return
      event.preventDefault()
      event.stopPropagation()
      open()
    },
    { capture: true },
  )
}
