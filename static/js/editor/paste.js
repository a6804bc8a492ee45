import { Extension, Plugin } from "django-prose-editor/editor"
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

/** The clipboard's HTML with Word's lists and footnotes turned into real ones, and without its styles. */
const repaired = (html) => {
  const document = new DOMParser().parseFromString(disarmed(html), "text/html")
  repairFootnotes(document)
  repairLists(document)
  nameLooks(document)
  return document.body.innerHTML
}

export const OfficePaste = Extension.create({
  name: "officePaste",

  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: repaired } })]
  },
})
