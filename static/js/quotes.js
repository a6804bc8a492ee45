const BLOCKS = "p, li, td, th, caption, h1, h2, h3, h4, blockquote"
const APART = "del, [data-footnote]"
const LONGEST = 1000

export const squeeze = (text) => text.replace(/\s+/g, " ").trim()

/** Where the words of an answer stand: the text that is read, or the area in which it is written. */
export const wordsOf = (card) =>
  card?.querySelector(":scope > .answer__text, :scope > form .answer__field [contenteditable=true]") ?? null

const isIn = (node, range) => !range || range.intersectsNode(node)

const textNodes = (root, range) => {
  const found = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (!node.parentElement.closest(APART) && isIn(node, range)) found.push(node)
  }
  return found
}

// White space counts as one space, and the end of a paragraph or a cell as white space.
const read = (root, range) => {
  const characters = []
  const places = []
  let block = null
  const add = (character, node, offset) => {
    if (character === " " && (characters.length === 0 || characters.at(-1) === " ")) return
    characters.push(character)
    places.push([node, offset])
  }
  for (const node of textNodes(root, range)) {
    const around = node.parentElement.closest(BLOCKS)
    if (around !== block) add(" ", node, 0)
    block = around
    const start = node === range?.startContainer ? range.startOffset : 0
    const end = node === range?.endContainer ? range.endOffset : node.length
    for (let offset = start; offset < end; offset += 1) {
      const character = node.data[offset]
      add(/\s/.test(character) ? " " : character, node, offset)
    }
  }
  return { text: characters.join(""), places }
}

/** The words of a range as a quote; at most as many characters as a quote may have. */
export const quoteFrom = (root, range) => read(root, range).text.slice(0, LONGEST).trim()

/** A function that finds words in a text as it stands now: their range, or null where they are no more. */
export const finderIn = (root) => {
  const { text, places } = read(root)
  return (words) => {
    const start = words ? text.indexOf(words) : -1
    if (start < 0) return null
    const [last, offset] = places[start + words.length - 1]
    const range = document.createRange()
    range.setStart(...places[start])
    range.setEnd(last, offset + 1)
    return range
  }
}

/** Whether words stand in the reason why something is not available, or hold all of it. */
export const isInReason = (card, words) => {
  const reason = squeeze(card.querySelector("[data-form=unavailable] :is(textarea, input)")?.value ?? "")
  return reason !== "" && (reason.includes(words) || words.includes(reason))
}
