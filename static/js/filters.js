// What is not filtered by does not stand in the address: it stays short enough to be sent to somebody.
document.addEventListener("formdata", ({ target, formData }) => {
  if (!target.matches("form[data-lean]")) return
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name)
})
