const HIDDEN_ROWS = "tr[data-style*='display:none'], tr[data-style*='display: none']"
const BLOCKS = "p, div, ol, ul, table"

const textsOf = (element) => {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) texts.push(walker.currentNode)
  return texts
}

// Figures come with spaces around them that only set them to a side; those inside part the thousands.
const trim = (cell) => {
  const texts = textsOf(cell)
  while (texts.length && !texts[0].data.trim()) texts.shift().remove()
  while (texts.length && !texts.at(-1).data.trim()) texts.pop().remove()
  if (!texts.length) return
  texts[0].data = texts[0].data.trimStart()
  texts.at(-1).data = texts.at(-1).data.trimEnd()
}

/** Excel adds a hidden row for its own widths, and fills cells up with spaces; leave what can be read. */
export const repairSheet = (document) => {
  for (const row of document.querySelectorAll(HIDDEN_ROWS)) row.remove()
  for (const cell of document.querySelectorAll("td, th")) if (!cell.querySelector(BLOCKS)) trim(cell)
}
