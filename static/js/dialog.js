const ATTRIBUTES = ["min", "max", "rows", "placeholder", "maxlength", "list", "autocomplete"]

const element = (tag, attributes, ...children) => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

const control = (field) => {
  const { name, type = "text", value = "", required = true, refusal, ...rest } = field
  const tag = type === "textarea" ? "textarea" : "input"
  const attributes = { name, class: type === "checkbox" ? "form-check-input" : "form-control" }
  for (const given of ATTRIBUTES) if (given in rest) attributes[given] = rest[given]
  if (tag === "input") attributes.type = type
  const made = element(tag, attributes)
  if (type === "checkbox") made.checked = value
  else made.value = value
  made.required = required && type !== "checkbox"
  if (refusal) refuse(made, refusal)
  return made
}

const refuse = (input, refusal) => {
  const check = () => input.setCustomValidity(refusal(input.value.trim()))
  input.addEventListener("input", check)
  check()
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

/**
 * Ask for a few values in a native dialog: resolves to them by name, or to null when it is dismissed.
 * A field's `refusal` says in words why a value cannot be taken; empty takes it.
 */
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
    // The event “close” comes later: what is typed meanwhile would meet a dialog that is only half gone.
    const leaveWith = (answer) => {
      dialog.close()
      dialog.remove()
      resolve(answer)
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      leaveWith(valuesOf(form))
    })
    leave.addEventListener("click", () => leaveWith(null))
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault()
      leaveWith(null)
    })
    dialog.showModal()
  })
}

/** Ask over an editor; when the answer is there, the next key writes at the editor's own selection. */
export const askOver = async (editor, question) => {
  const answer = await ask(question)
  editor.view.focus()
  return answer
}
