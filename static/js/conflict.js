/** Settle two texts of one answer on the card: take the saved one, or put one's own below it to merge by hand. */
export const merge = (button, saving) => {
  const conflict = button.closest(".conflict")
  const theirs = JSON.parse(conflict.dataset.theirs)
  if (button.dataset.merge === "theirs") saving.take(theirs)
  else saving.join(theirs)
  conflict.remove()
}
