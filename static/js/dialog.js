const element = (tag, attributes, ...children) => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

const control = (field) => {
  const { name, type = "text", value = "", required = true, ...rest } = field
  const tag = type === "textarea" ? "textarea" : "input"
  const attributes = { name, class: type === "checkbox" ? "form-check-input" : "form-control" }
  for (const bound of ["min", "max", "rows", "placeholder", "maxlength"]) {
    if (bound in rest) attributes[bound] = rest[bound]
  }
  if (tag === "input") attributes.type = type
  const made = element(tag, attributes)
  if (type === "checkbox") made.checked = value
  else made.value = value
  made.required = required && type !== "checkbox"
  return made
}

const labelled = (field) => {
  const input = control(field)
  const words = element("span", { class: "form-label" }, field.label)
  if (field.type !== "checkbox") return element("label", {}, words, input)
  return element("label", { class: "form-check-label" }, input, " ", words)
}

const valuesOf = (form) =>
  Object.fromEntries(
    [...form.querySelectorAll("input, textarea")].map((input) => [
      input.name,
      input.type === "checkbox" ? input.checked : input.value.trim(),
    ]),
  )

/** Ask for a few values in a native dialog: resolves to them by name, or to null when it is dismissed. */
export const ask = ({ title, submit, cancel, fields }) => {
  const heading = element("h2", {}, title)
  const leave = element("button", { type: "button", class: "btn btn-outline-secondary" }, cancel)
  const send = element("button", { class: "btn btn-primary" }, submit)
  const form = element(
    "form",
    { method: "dialog" },
    heading,
    element("div", { class: "dialog__fields" }, ...fields.map(labelled)),
    element("div", { class: "dialog__buttons" }, leave, send),
  )
  const dialog = element("dialog", { "aria-label": title }, form)
  document.body.append(dialog)
  return new Promise((resolve) => {
    let answer = null
    form.addEventListener("submit", () => {
      answer = valuesOf(form)
    })
    leave.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    dialog.showModal()
  })
}
