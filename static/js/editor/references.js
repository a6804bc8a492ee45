import { atom } from "reply-tracker/atoms"

const filled = (sentence, code) => sentence.replace("%(code)s", code)

const tidy = (written) => written.replace(/\s+/g, "").toLowerCase()

const known = () => [...document.querySelectorAll("#codes option")].map((option) => option.value)

const refusal = (labels, own, written) => {
  const code = tidy(written)
  if (code && code === own) return labels.ownCode
  return !code || known().includes(code) ? "" : filled(labels.unknownCode, code)
}

/** The code of another answer, which the document prints as “paragraph 12”. */
export const Reference = atom({
  name: "reference",
  attribute: "data-see",
  shortcut: "Mod-Alt-s",
  question: (labels, editor) => {
    const own = editor.view.dom.closest("[data-code]")?.dataset.code
    return {
      title: labels.reference,
      submit: labels.done,
      cancel: labels.cancel,
      field: {
        label: labels.referenceCode,
        list: "codes",
        maxlength: 20,
        placeholder: "6(a).2",
        autocomplete: "off",
        refusal: (written) => refusal(labels, own, written),
      },
    }
  },
  tidy,
  shown: (labels, code) => filled(labels.see, code),
})
