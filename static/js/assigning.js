// The grid by keyboard: one stop of the Tab key, arrows inside; L, C and Delete press the cell as it is to be,
// A accepts what is suggested in the row.

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

const grid = document.querySelector("[data-grid]")
let at = [0, 0]

const rows = () => [...grid.querySelectorAll("tr:has(.cell)")].map((row) => [...row.querySelectorAll(".cell")])

const place = (cell) => {
  const lines = rows()
  const line = lines.findIndex((cells) => cells.includes(cell))
  return [line, lines[line].indexOf(cell)]
}

const cellAt = ([line, column]) => rows()[line]?.[column]

const oneStop = () => {
  for (const cell of grid.querySelectorAll(".cell")) cell.tabIndex = -1
  const stop = cellAt(at)
  if (stop) stop.tabIndex = 0
}

// On a Cyrillic keyboard the same key gives another letter: there the place of the key counts.
const isKey = ({ key, code }, letter) =>
  key.toLowerCase() === letter || (code === `Key${letter.toUpperCase()}` && !/^[a-z]$/i.test(key))

const roleOf = (event) => {
  if (isKey(event, "l")) return "lead"
  if (isKey(event, "c")) return "contributor"
  return event.key === "Delete" || event.key === "Backspace" ? "none" : ""
}

const press = (cell, role) => {
  cell.value = cell.value.replace(/^(\d+-\d+)-.*$/, `$1-${role}`)
  cell.click()
}

const onKey = (event) => {
  const cell = event.target.closest(".cell")
  if (!cell || event.ctrlKey || event.altKey || event.metaKey) return
  const step = STEPS[event.key]
  const role = roleOf(event)
  const accepts = isKey(event, "a")
  if (!step && !role && !accepts) return
  event.preventDefault()
  event.stopPropagation()
  if (accepts) return cell.closest("tr").querySelector("[data-accept]")?.click()
  if (role) return press(cell, role)
  const [line, column] = place(cell)
  cellAt([line + step[0], column + step[1]])?.focus()
}

if (grid) {
  grid.addEventListener("keydown", onKey)
  grid.addEventListener("focusin", ({ target }) => {
    if (!target.matches(".cell")) return
    at = place(target)
    oneStop()
  })
  grid.addEventListener("htmx:afterSettle", () => {
    oneStop()
    // The button that accepted a row is gone then: the keyboard goes on where it was.
    if (document.activeElement === document.body) cellAt(at)?.focus()
  })
  oneStop()
}
