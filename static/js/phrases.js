/** A sentence that the page holds ready in the person's language, by its name. */
export const phrase = (name) => {
  const phrases = document.querySelector("#answer-phrases").content
  return document.importNode(phrases.querySelector(`[data-phrase="${name}"]`), true)
}
