import { Link as AnyLink } from "django-prose-editor/editor"

const ALLOWED = /^(https?:\/\/|mailto:)/i

/** What a person means by an address: “un.org” is a page, “name@example.org” a mail. */
export const addressOf = (written) => {
  const address = written.trim()
  if (ALLOWED.test(address)) return address
  return /^[^\s@/]+@[^\s@/]+$/.test(address) ? `mailto:${address}` : `https://${address}`
}

export const Link = AnyLink.extend({
  addAttributes() {
    return { href: { default: null } }
  },

  addOptions() {
    return { ...this.parent?.(), isAllowedUri: (address) => ALLOWED.test(address), openOnClick: false }
  },

  addMenuItems() {},
})
