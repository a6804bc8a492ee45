import { OrderedList as Numbered, wrappingInputRule } from "django-prose-editor/editor"

/** A lettered list, (a), with (i) inside: the document's form leaves no other choice, so it has no attributes. */
export const OrderedList = Numbered.extend({
  addAttributes() {
    return {}
  },

  addInputRules() {
    return [wrappingInputRule({ find: /^\(?[a1][.)]\s$/, type: this.type })]
  },

  addNodeView() {
    return null
  },

  renderHTML() {
    return ["ol", 0]
  },
})
