import { Node } from "django-prose-editor/editor"
import { ask } from "reply-tracker/dialog"

/** A note in the place of its mark: plain text, numbered by the page, a real footnote in the document. */
export const Footnote = Node.create({
  name: "footnote",
  group: "inline",
  inline: true,
  atom: true,
  marks: "",

  addOptions() {
    return { labels: {} }
  },

  addAttributes() {
    return {
      text: {
        default: "",
        parseHTML: (element) => element.dataset.footnote,
        renderHTML: ({ text }) => ({ "data-footnote": text }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "span[data-footnote]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["span", HTMLAttributes]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => {
      const dom = document.createElement("span")
      dom.dataset.footnote = node.attrs.text
      dom.setAttribute("role", "button")
      dom.setAttribute("aria-label", `${this.options.labels.footnote}: ${node.attrs.text}`)
      dom.addEventListener("click", () => {
        editor.commands.setNodeSelection(getPos())
        editor.commands.editFootnote()
      })
      return { dom }
    }
  },

  addCommands() {
    return {
      editFootnote:
        () =>
        ({ editor }) => {
          writeFootnote(editor, this.options.labels)
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Alt-f": () => this.editor.commands.editFootnote(),
      Enter: () => this.editor.isActive("footnote") && this.editor.commands.editFootnote(),
    }
  },
})

const writeFootnote = async (editor, labels) => {
  const selected = editor.isActive("footnote")
  const { to } = editor.state.selection
  const written = await ask({
    title: labels.footnote,
    submit: labels.done,
    cancel: labels.cancel,
    fields: [
      {
        name: "text",
        label: labels.footnoteText,
        type: "textarea",
        rows: 3,
        maxlength: 2000,
        value: selected ? editor.getAttributes("footnote").text : "",
        required: !selected,
      },
    ],
  })
  if (written === null) return
  const text = written.text.replace(/\s+/g, " ").trim()
  const chain = editor.chain().focus()
  if (selected && text) chain.updateAttributes("footnote", { text }).setTextSelection(to).run()
  else if (selected) chain.deleteSelection().run()
  else if (text) chain.insertContentAt(to, { type: "footnote", attrs: { text } }).run()
}
