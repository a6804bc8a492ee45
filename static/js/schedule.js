// The ends of the steps on the timeline: dragged, or moved by keys in working days. Both write into the fields
// of the dates and tell them that they changed; the server then draws the timeline anew.

const DAY = 86_400_000
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 }

const form = document.querySelector("[data-schedule]")
let dragged

const timeline = () => form.querySelector("[data-timeline]")
const lengthOf = (drawn) => Number(drawn.dataset.days)
const isOff = (drawn, place) => drawn.dataset.off.split(" ").includes(String(place))
const field = (handle) => form.elements[handle.dataset.handle]
const dayAt = (drawn, place) => new Date(Date.parse(drawn.dataset.first) + place * DAY).toISOString().slice(0, 10)
const placeOf = (handle) => Number(handle.getAttribute("aria-valuenow"))

const shifted = (drawn, place, steps) => {
  let left = Math.abs(steps)
  let found = place
  while (left) {
    found += Math.sign(steps)
    if (!isOff(drawn, found)) left -= 1
  }
  return found
}

// A day off is no last day: the nearest working day before it is meant.
const working = (drawn, place) => {
  let found = place
  while (found > 0 && isOff(drawn, found)) found -= 1
  return found
}

const percent = (drawn, place) => `${(place / lengthOf(drawn)) * 100}%`

const drawBars = (drawn) => {
  let begins
  for (const handle of drawn.querySelectorAll("[data-handle]")) {
    const bar = drawn.querySelector(`[data-bar="${handle.dataset.handle}"]`)
    const ends = placeOf(handle) + 1
    const first = begins ?? (Number.parseFloat(bar.getAttribute("x")) / 100) * lengthOf(drawn)
    bar.setAttribute("x", percent(drawn, Math.min(first, ends)))
    bar.setAttribute("width", percent(drawn, Math.max(ends - first, 0)))
    begins = ends
  }
}

const put = (handle, place) => {
  const drawn = timeline()
  const end = Math.max(0, Math.min(place, lengthOf(drawn) - 1))
  const day = dayAt(drawn, end)
  handle.setAttribute("aria-valuenow", end)
  handle.setAttribute("aria-valuetext", new Date(day).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }))
  handle.setAttribute("x", percent(drawn, end + 1))
  drawBars(drawn)
  field(handle).value = day
}

const tell = (handle) => field(handle).dispatchEvent(new Event("change", { bubbles: true }))

const onKey = (event) => {
  const handle = event.target.closest("[data-handle]")
  const steps = KEYS[event.key]
  if (!handle || !steps || event.ctrlKey || event.altKey || event.metaKey) return
  event.preventDefault()
  put(handle, shifted(timeline(), placeOf(handle), steps))
  tell(handle)
}

const onDown = (event) => {
  const handle = event.target.closest("[data-handle]")
  if (!handle || event.button !== 0) return
  event.preventDefault()
  handle.focus()
  handle.setPointerCapture(event.pointerId)
  dragged = { handle, before: placeOf(handle) }
}

const onMove = (event) => {
  if (!dragged) return
  const drawn = timeline()
  const { left, width } = drawn.getBoundingClientRect()
  const place = Math.round(((event.clientX - left) / width) * lengthOf(drawn)) - 1
  put(dragged.handle, working(drawn, Math.max(0, Math.min(place, lengthOf(drawn) - 1))))
}

const onUp = () => {
  if (!dragged) return
  const { handle, before } = dragged
  dragged = undefined
  if (placeOf(handle) !== before) tell(handle)
}

const onCancel = () => {
  if (!dragged) return
  put(dragged.handle, dragged.before)
  dragged = undefined
}

if (form) {
  form.addEventListener("keydown", onKey)
  form.addEventListener("pointerdown", onDown)
  form.addEventListener("pointermove", onMove)
  form.addEventListener("pointerup", onUp)
  form.addEventListener("pointercancel", onCancel)
  // What was said of a field is about what stood there before.
  form.addEventListener("change", ({ target }) => target.parentElement?.querySelector(".invalid-feedback")?.replaceChildren())
}
