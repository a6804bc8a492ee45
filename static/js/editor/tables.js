import { Plugin, Table as AnyTable } from "django-prose-editor/editor"

const titleOf = (element) => element.dataset.title || element.querySelector("caption")?.textContent.trim() || null

const isBelow = (view, event) => {
  const last = view.dom.lastElementChild
  if (event.target !== view.dom || !last?.matches(".tableWrapper")) return false
  return event.clientY > last.getBoundingClientRect().bottom
}

const isEmptyParagraph = ({ depth, parent }) => depth === 1 && parent.childCount === 0

/** Where a new block goes: in the place of an empty paragraph, else below the block with the cursor. */
const placeBelow = ({ $from }) => {
  if ($from.depth === 0) return $from.pos
  return isEmptyParagraph($from) ? { from: $from.before(1), to: $from.after(1) } : $from.after(1)
}

const firstEmptyCell = (doc, start) => {
  let found = null
  doc.nodesBetween(start, doc.content.size, (node, place) => {
    if (found === null && node.type.name === "tableCell" && !node.textContent) found = place
  })
  return found
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
      insertFilledTable:
        (html) =>
        ({ chain, state }) => {
          const place = placeBelow(state.selection)
          const start = place.from ?? place
          return chain()
            .insertContentAt(place, html)
            .command(({ tr, commands }) => {
              const cell = firstEmptyCell(tr.doc, start)
              return cell === null || commands.setTextSelection(cell + 2)
            })
            .run()
        },
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
      view.focus()
      return this.editor.commands.writeBelow()
    }
    return [...(this.parent?.() ?? []), new Plugin({ props: { handleDOMEvents: { mousedown } } })]
  },
})
