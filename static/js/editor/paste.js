import { Extension, Plugin } from "django-prose-editor/editor"
import { repairSheet } from "reply-tracker/sheet"
import { repairFootnotes, repairLists } from "reply-tracker/word"

const TAG = /<[a-z][^>]*>/gi
const STYLE = /\sstyle\s*=/gi
const HANDLER = /\son[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi
const BLOCKS = /<(style|script)\b[\s\S]*?<\/\1>/gi

// Even in a document that is never shown the browser reports each style and handler against the policy.
const disarmed = (html) =>
  html
    .replace(BLOCKS, "")
    .replace(TAG, (tag) => tag.replace(HANDLER, "").replace(STYLE, " data-style="))

const LOOKS = [
  [/font-weight:\s*(bold|[6-9]00)/i, "strong"],
  [/font-style:\s*italic/i, "em"],
  [/vertical-align:\s*super/i, "sup"],
  [/vertical-align:\s*sub/i, "sub"],
]

const wrapContents = (element, tag) => {
  const wrapper = element.ownerDocument.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

/** Bold, italic, raised and lowered text that comes as a style becomes the element of that meaning. */
const nameLooks = (document) => {
  for (const element of document.querySelectorAll("[data-style]")) {
    const style = element.dataset.style
    if (element.matches("b, strong") && /font-weight:\s*(normal|400)/i.test(style)) {
      element.replaceWith(...element.childNodes)
    } else if (element.matches("span, td, th")) {
      for (const [look, tag] of LOOKS) if (look.test(style)) wrapContents(element, tag)
    }
  }
}

const read = (html) => new DOMParser().parseFromString(disarmed(html), "text/html")

/** The clipboard's HTML with Word's lists and footnotes turned into real ones, and without its styles. */
const repaired = (html) => {
  const document = read(html)
  repairFootnotes(document)
  repairLists(document)
  repairSheet(document)
  nameLooks(document)
  // The editor would write the side of a cell as a style, and the policy would block it.
  for (const element of document.querySelectorAll("[align]")) element.removeAttribute("align")
  return document.body.innerHTML
}

const isOver = (document, mostRows) =>
  [...document.querySelectorAll("table")].some((table) => table.rows.length > mostRows)

/** What to say of a clipboard's content, by the name of a phrase, and whether nothing of it is taken. */
const judge = (data, { longest, mostRows }) => {
  const html = data.getData("text/html")
  const document = read(html || "")
  const text = html ? document.body.textContent.replace(/\s+/g, " ").trim() : data.getData("text/plain")
  if (text.length > longest) return { remark: "pasteTooLong", isRefused: true }
  if (isOver(document, mostRows)) return { remark: "pasteRows", isRefused: true }
  // Excel puts a picture of its cells beside them: only where there are no words is it meant.
  const isPicture = document.querySelector("img, svg") || (!text && data.files.length > 0)
  return { remark: isPicture ? "picture" : null, isRefused: Boolean(isPicture && !text) }
}

export const OfficePaste = Extension.create({
  name: "officePaste",

  addOptions() {
    return { longest: Infinity, mostRows: Infinity }
  },

  addProseMirrorPlugins() {
    const judged = (view, event, data) => {
      if (!data) return false
      const { remark, isRefused } = judge(data, this.options)
      view.dom.dispatchEvent(new CustomEvent("answer:remark", { bubbles: true, detail: remark }))
      if (isRefused) event.preventDefault()
      return isRefused
    }
    const handleDOMEvents = {
      paste: (view, event) => judged(view, event, event.clipboardData),
      drop: (view, event) => !view.dragging && judged(view, event, event.dataTransfer),
    }
    return [new Plugin({ props: { transformPastedHTML: repaired, handleDOMEvents } })]
  },
})
