/** Buttons that copy the field named by `data-copy`, and say so with `data-copied`; hidden without a clipboard. */
const copy = async (button) => {
  const field = document.querySelector(button.dataset.copy)
  field.select()
  await navigator.clipboard.writeText(field.value)
  button.textContent = button.dataset.copied
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard
  button.addEventListener("click", () => copy(button))
}
