import { Plugin, Table as AnyTable } from "django-prose-editor/editor"

const titleOf = (element) => element.dataset.title || element.querySelector("caption")?.textContent.trim() || null

const isBelow = (view, event) => {
  const last = view.dom.lastElementChild
  if (event.target !== view.dom || !last?.matches(".tableWrapper")) return false
  return event.clientY > last.getBoundingClientRect().bottom
}

/** A table that carries its title; a pasted caption becomes the title. */
export const Table = AnyTable.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      title: {
        default: null,
        parseHTML: titleOf,
        renderHTML: ({ title }) => (title ? { "data-title": title } : {}),
      },
    }
  },

  addMenuItems() {},

  addCommands() {
    return {
      ...this.parent?.(),
      insertTitledTable:
        ({ title, rows, columns, header }) =>
        ({ chain }) =>
          chain()
            .insertTable({ rows, cols: columns, withHeaderRow: header })
            .updateAttributes("table", { title: title || null })
            .run(),
      writeBelow:
        () =>
        ({ chain, state }) => {
          if (state.doc.lastChild.type.name !== "table") return chain().focus("end").run()
          return chain().insertContentAt(state.doc.content.size, { type: "paragraph" }).focus("end").run()
        },
    }
  },

  addKeyboardShortcuts() {
    return { ...this.parent?.(), "Mod-End": () => this.editor.commands.writeBelow() }
  },

  addProseMirrorPlugins() {
    const mousedown = (view, event) => {
      if (!isBelow(view, event)) return false
      event.preventDefault()
      return this.editor.commands.writeBelow()
    }
    return [...(this.parent?.() ?? []), new Plugin({ props: { handleDOMEvents: { mousedown } } })]
  },
})
