import { Extension } from "django-prose-editor/editor"
import { askOver } from "reply-tracker/dialog"
import { addressOf } from "reply-tracker/links"

const mark = (name, face) => ({
  name,
  group: "marks",
  face,
  command: (editor) => editor.chain().toggleMark(name).run(),
  active: (editor) => editor.isActive(name),
})

const list = (name, face, command) => ({
  name,
  group: "lists",
  face,
  command: (editor) => editor.chain()[command]().run(),
  active: (editor) => editor.isActive(name),
})

const nesting = (name, face, command) => ({
  name,
  group: "lists",
  face,
  command: (editor) => editor.chain()[command]("listItem").run(),
  enabled: (editor) => editor.can()[command]("listItem"),
  hidden: (editor) => !editor.isActive("listItem"),
})

const step = (name) => ({
  name,
  group: "history",
  face: name === "undo" ? "↶" : "↷",
  command: (editor) => editor.chain()[name]().run(),
  enabled: (editor) => editor.can()[name](),
})

const inTable = (name, face, command) => ({
  name: `table:${name}`,
  group: "table",
  face,
  command: (editor) => editor.chain()[command]().run(),
  enabled: (editor) => editor.can()[command](),
  hidden: (editor) => !editor.isActive("table"),
})

const insertTable = async (editor, labels) => {
  const size = { type: "number", min: 1, max: 40 }
  const wanted = await askOver(editor, {
    title: labels.table,
    submit: labels.insert,
    cancel: labels.cancel,
    fields: [
      { name: "title", label: labels.tableTitle, maxlength: 300, required: false },
      { name: "rows", label: labels.rows, value: 3, ...size },
      { name: "columns", label: labels.columns, value: 3, ...size, max: 20 },
      { name: "header", label: labels.headerRow, type: "checkbox", value: true },
    ],
  })
  if (wanted === null) return
  const [rows, columns] = [Number(wanted.rows), Number(wanted.columns)]
  editor.chain().insertTitledTable({ ...wanted, rows, columns }).run()
}

const titleTable = async (editor, labels) => {
  const value = editor.getAttributes("table").title ?? ""
  const fields = [{ name: "title", label: labels.tableTitle, value, maxlength: 300, required: false }]
  const { tableTitle: title, done: submit, cancel } = labels
  const wanted = await askOver(editor, { title, submit, cancel, fields })
  if (wanted === null) return
  editor.chain().updateAttributes("table", { title: wanted.title || null }).run()
}

const writeLink = async (editor, labels) => {
  const value = editor.getAttributes("link").href ?? ""
  const fields = [{ name: "href", label: labels.address, value, maxlength: 2000, required: false }]
  const { link: title, done: submit, cancel } = labels
  const wanted = await askOver(editor, { title, submit, cancel, fields })
  if (wanted === null) return
  const chain = editor.chain().extendMarkRange("link")
  if (wanted.href) chain.setLink({ href: addressOf(wanted.href) }).run()
  else chain.unsetLink().run()
}

const askedTable = (editor) =>
  editor.view.dom.closest("form")?.querySelector("template[data-asked-table]")

const items = (labels) => [
  mark("bold", "B"),
  mark("italic", "I"),
  mark("superscript", "x²"),
  mark("subscript", "x₂"),
  list("orderedList", `(a) ${labels.list}`, "toggleOrderedList"),
  list("bulletList", `• ${labels.list}`, "toggleBulletList"),
  nesting("indent", "→", "sinkListItem"),
  nesting("outdent", "←", "liftListItem"),
  {
    name: "insertTable",
    group: "insert",
    face: labels.table,
    command: (editor) => insertTable(editor, labels),
    enabled: (editor) => !editor.isActive("table"),
  },
  {
    name: "askedTable",
    group: "insert",
    face: labels.askedTable,
    command: (editor) => editor.commands.insertFilledTable(askedTable(editor).innerHTML),
    enabled: (editor) => !editor.isActive("table"),
    hidden: (editor) => !askedTable(editor),
  },
  {
    name: "footnote",
    group: "insert",
    face: labels.footnote,
    command: (editor) => editor.commands.editFootnote(),
    active: (editor) => editor.isActive("footnote"),
  },
  {
    name: "reference",
    group: "insert",
    face: labels.reference,
    command: (editor) => editor.commands.editReference(),
    active: (editor) => editor.isActive("reference"),
  },
  {
    name: "link",
    group: "insert",
    face: labels.link,
    command: (editor) => writeLink(editor, labels),
    active: (editor) => editor.isActive("link"),
    enabled: (editor) => !editor.state.selection.empty || editor.isActive("link"),
  },
  step("undo"),
  step("redo"),
  {
    ...inTable("title", `${labels.title}…`, "focus"),
    command: (editor) => titleTable(editor, labels),
    enabled: () => true,
  },
  inTable("addRow", `+ ${labels.row}`, "addRowAfter"),
  inTable("deleteRow", `− ${labels.row}`, "deleteRow"),
  inTable("addColumn", `+ ${labels.column}`, "addColumnAfter"),
  inTable("deleteColumn", `− ${labels.column}`, "deleteColumn"),
  inTable("header", labels.heading, "toggleHeaderCell"),
  inTable("merge", labels.merge, "mergeCells"),
  inTable("split", labels.split, "splitCell"),
  inTable("delete", `✕ ${labels.table}`, "deleteTable"),
  inTable("below", `↓ ${labels.text}`, "writeBelow"),
]

// The menu has moved the focus to the text before a command runs: Tiptap's own `focus` comes a frame too late.

/** The buttons over an answer, in the person's language; `titles` names each by its item. */
export const Toolbar = Extension.create({
  name: "toolbar",

  addOptions() {
    return { labels: {}, titles: {} }
  },

  addMenuItems({ menu, buttons }) {
    const { labels, titles } = this.options
    let priority = 1000
    for (const { name, group, face, active = () => false, enabled = () => true, ...rest } of items(labels)) {
      const button = buttons.text(face, titles[name])
      const update = (editor) => {
        button.setAttribute("aria-pressed", active(editor))
        button.setAttribute("aria-disabled", !enabled(editor))
      }
      priority -= 1
      menu.defineItem({ name, groups: group, button, active, enabled, update, priority, ...rest })
    }
  },
})
