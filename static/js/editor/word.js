const LEVEL = /mso-list:[^;]*\blevel(\d)/i
const LETTERED = /^\W*[\p{L}\d]{1,4}[.)]/u
const MARKER = /mso-list:\s*Ignore/i
const NOTE = /^#_(ftn|edn)(\d+)$/
const BACK = /^#_(ftn|edn)ref\d+$/

const takeMarker = (paragraph) => {
  const spans = [...paragraph.querySelectorAll("span[data-style]")]
  const span = spans.find((candidate) => MARKER.test(candidate.dataset.style))
  span?.remove()
  return span?.textContent.trim() ?? ""
}

const listItems = (document) =>
  [...document.querySelectorAll("p[data-style]")].flatMap((paragraph) => {
    const level = LEVEL.exec(paragraph.dataset.style)?.[1]
    return level ? [{ paragraph, level: Math.min(Number(level), 2), marker: takeMarker(paragraph) }] : []
  })

const itemOf = ({ paragraph }) => {
  const document = paragraph.ownerDocument
  const item = document.createElement("li")
  const text = item.appendChild(document.createElement("p"))
  text.append(...paragraph.childNodes)
  return item
}

const listFor = ({ paragraph, marker }) =>
  paragraph.ownerDocument.createElement(LETTERED.test(marker) ? "ol" : "ul")

/** Word writes a list as paragraphs with a style; make it the list that it looks like, two levels deep. */
export const repairLists = (document) => {
  let outer = null
  let inner = null
  for (const entry of listItems(document)) {
    const { paragraph, level } = entry
    if (!outer || paragraph.previousElementSibling !== outer) {
      outer = listFor(entry)
      inner = null
      paragraph.before(outer)
    }
    if (level === 2 && outer.lastElementChild) {
      inner ??= outer.lastElementChild.appendChild(listFor(entry))
      inner.append(itemOf(entry))
    } else {
      inner = null
      outer.append(itemOf(entry))
    }
    paragraph.remove()
  }
}

const textOf = (block) => {
  for (const back of block.querySelectorAll("a[href]")) {
    if (BACK.test(back.getAttribute("href"))) back.remove()
  }
  return block.textContent.replace(/\s+/g, " ").trim()
}

/** Word writes a footnote as a link to a block at the end; bring its text to the place of its mark. */
export const repairFootnotes = (document) => {
  const blocks = new Set()
  for (const link of document.querySelectorAll("a[href]")) {
    const [, kind, number] = NOTE.exec(link.getAttribute("href")) ?? []
    const block = number && document.getElementById(`${kind}${number}`)
    if (!block) continue
    const note = document.createElement("span")
    note.dataset.footnote = textOf(block)
    link.replaceWith(note)
    blocks.add(block)
  }
  for (const block of blocks) block.remove()
  for (const rest of document.querySelectorAll("[data-style*='footnote-list']")) rest.remove()
}
