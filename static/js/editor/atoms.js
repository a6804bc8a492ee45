import { Node } from "django-prose-editor/editor"
import { askOver } from "reply-tracker/dialog"

const write = async (editor, name, question, tidy) => {
  const selected = editor.isActive(name)
  const { to } = editor.state.selection
  const { field, ...rest } = question
  const value = selected ? editor.getAttributes(name).value : ""
  const written = await askOver(editor, {
    ...rest,
    fields: [{ ...field, name: "value", value, required: !selected }],
  })
  if (written === null) return
  const attributes = { value: tidy(written.value) }
  const chain = editor.chain()
  if (selected && attributes.value) chain.updateAttributes(name, attributes).setTextSelection(to).run()
  else if (selected) chain.deleteSelection().run()
  else if (attributes.value) chain.insertContentAt(to, { type: name, attrs: attributes }).run()
}

const commandOf = (name) => `edit${name[0].toUpperCase()}${name.slice(1)}`

/**
 * An empty span in the text whose one attribute holds its value, asked for in a dialog; empty removes it.
 * `question(labels, editor)` is what the dialog asks, `shown(labels, value)` what the atom is called on the page.
 */
export const atom = ({ name, attribute, shortcut, question, tidy, shown }) =>
  Node.create({
    name,
    group: "inline",
    inline: true,
    atom: true,
    marks: "",

    addOptions() {
      return { labels: {} }
    },

    addAttributes() {
      return {
        value: {
          default: "",
          parseHTML: (element) => element.getAttribute(attribute),
          renderHTML: ({ value }) => ({ [attribute]: value }),
        },
      }
    },

    parseHTML() {
      return [{ tag: `span[${attribute}]` }]
    },

    renderHTML({ HTMLAttributes }) {
      return ["span", HTMLAttributes]
    },

    addNodeView() {
      return ({ node, editor, getPos }) => {
        const label = shown(this.options.labels, node.attrs.value)
        const dom = document.createElement("span")
        dom.setAttribute(attribute, node.attrs.value)
        dom.setAttribute("role", "button")
        dom.setAttribute("aria-label", label)
        dom.addEventListener("click", () => {
          editor.commands.setNodeSelection(getPos())
          editor.commands[commandOf(name)]()
        })
        return { dom }
      }
    },

    addCommands() {
      return {
        [commandOf(name)]:
          () =>
          ({ editor }) => {
            write(editor, name, question(this.options.labels, editor), tidy)
            return true
          },
      }
    },

    addKeyboardShortcuts() {
      const command = commandOf(name)
      return {
        [shortcut]: () => this.editor.commands[command](),
        Enter: () => this.editor.isActive(name) && this.editor.commands[command](),
      }
    },
  })
