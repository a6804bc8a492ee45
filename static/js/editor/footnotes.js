import { atom } from "reply-tracker/atoms"

/** A note in the place of its mark: plain text, numbered by the page, a real footnote in the document. */
export const Footnote = atom({
  name: "footnote",
  attribute: "data-footnote",
  shortcut: "Mod-Alt-f",
  question: (labels) => ({
    title: labels.footnote,
    submit: labels.done,
    cancel: labels.cancel,
    field: { label: labels.footnoteText, type: "textarea", rows: 3, maxlength: 2000 },
  }),
  tidy: (text) => text.replace(/\s+/g, " ").trim(),
  shown: (labels, text) => `${labels.footnote}: ${text}`,
})
