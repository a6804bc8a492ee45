const CALL = /(?:^|[^\p{L}\p{N}_])@([^@\n]{0,80})$/u

const lists = new Map()
let open = null

const fetchPeople = async (address) => {
  try {
    const response = await fetch(address, { credentials: "same-origin", redirect: "error" })
    if (!response.ok) throw new Error(response.statusText)
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    return page.querySelector("#people")
  } catch {
    lists.delete(address) // asked again at the next “@”; a name can be written by hand meanwhile
    return null
  }
}

const peopleFor = (textarea) => {
  const address = textarea.form.dataset.people
  if (!lists.has(address)) lists.set(address, fetchPeople(address))
  return lists.get(address)
}

const calledIn = ({ value, selectionStart, selectionEnd }) =>
  selectionStart === selectionEnd ? (value.slice(0, selectionStart).match(CALL)?.[1] ?? null) : null

const close = () => {
  if (!open) return
  open.list.remove()
  for (const name of ["aria-controls", "aria-activedescendant"]) open.textarea.removeAttribute(name)
  open = null
}

const options = () => [...open.list.children]

const activate = (place) => {
  const all = options()
  open.place = (place + all.length) % all.length
  for (const [n, option] of all.entries()) option.setAttribute("aria-selected", String(n === open.place))
  open.textarea.setAttribute("aria-activedescendant", all[open.place].id)
  all[open.place].scrollIntoView({ block: "nearest" })
}

const show = (textarea, people, called) => {
  close()
  const start = ` ${called.toLowerCase()}`
  const list = people.cloneNode(true)
  for (const option of [...list.children]) {
    if (!` ${option.dataset.name.toLowerCase()}`.includes(start)) option.remove()
  }
  if (list.children.length === 0) return
  textarea.after(list)
  textarea.setAttribute("aria-controls", list.id)
  open = { textarea, list, place: 0 }
  activate(0)
}

const choose = ({ dataset: { name } }) => {
  const { textarea } = open
  const end = textarea.selectionStart
  textarea.setRangeText(`${name} `, end - calledIn(textarea).length, end, "end")
  close()
  textarea.dispatchEvent(new Event("input", { bubbles: true }))
}

document.addEventListener("input", async ({ target }) => {
  if (!target.matches("textarea[data-mentions]")) return
  if (calledIn(target) === null) return close()
  const people = await peopleFor(target)
  const called = calledIn(target)
  if (people && called !== null && document.activeElement === target) show(target, people, called)
  else close()
})

const KEYS = {
  ArrowDown: () => activate(open.place + 1),
  ArrowUp: () => activate(open.place - 1),
  Enter: () => choose(options()[open.place]),
  Escape: close,
}

document.addEventListener(
  "keydown",
  (event) => {
    if (!open || event.target !== open.textarea || event.isComposing || !Object.hasOwn(KEYS, event.key)) return
    event.preventDefault()
    event.stopPropagation()
    KEYS[event.key]()
  },
  { capture: true },
)

const optionOf = (target) => target.closest?.("#people [role=option]")

// The focus stays where one writes.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.("#people")) event.preventDefault()
})

document.addEventListener("click", ({ target }) => {
  const option = optionOf(target)
  if (option) choose(option)
})

document.addEventListener("focusout", ({ target }) => {
  if (open?.textarea === target) close()
})

document.addEventListener("selectionchange", () => {
  if (open && calledIn(open.textarea) === null) close()
})
