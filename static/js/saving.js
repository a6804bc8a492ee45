import { forget, keep, kept } from "reply-tracker/kept"
import { phrase } from "reply-tracker/phrases"
import { person, renew } from "reply-tracker/session"

const PAUSE = 2000
const LONGEST_WAIT = 30000
const FIELDS = ["form", "text", "reason", "see"]

const noticeOf = (form) => {
  const notice = document.createElement("p")
  notice.className = "answer__notice"
  notice.setAttribute("role", "alert")
  notice.hidden = true
  form.querySelector(".answer__foot").before(notice)
  return notice
}

/** The saving of one answer: one request at a time, the newest text next, nothing forgotten until confirmed. */
export class Saving {
  failures = 0
  renewals = 0
  sent = null
  isHeld = false
  isOut = false
  isKept = true
  waiting = []

  constructor(form) {
    this.form = form
    this.url = form.getAttribute("action")
    this.notice = noticeOf(form)
    this.remark = noticeOf(form)
    this.confirmed = this.written()
  }

  values() {
    return Object.fromEntries(FIELDS.map((name) => [name, this.form.elements[name]?.value ?? ""]))
  }

  written() {
    return JSON.stringify(this.values())
  }

  get isDirty() {
    return this.written() !== this.confirmed
  }

  get base() {
    return this.form.elements.base_version
  }

  get isStopped() {
    return this.isHeld || this.isOut
  }

  changed(pause = PAUSE) {
    clearTimeout(this.timer)
    if (!this.isDirty) return this.unchanged()
    this.keep()
    this.form.querySelector(".answer__foot").classList.add("is-unsaved")
    if (!this.isStopped) this.timer = setTimeout(() => this.save(), pause)
  }

  unchanged() {
    forget(person(), this.url)
    if (!this.notice.hidden) this.say("saved")
    this.notice.hidden = true
    this.form.querySelector(".answer__foot").classList.remove("is-unsaved")
  }

  keep() {
    this.isKept = keep(person(), this.url, { ...this.values(), base: this.base.value })
  }

  isIncomplete() {
    const { form, reason, see } = this.values()
    return (form === "see" && !see.trim()) || (form === "unavailable" && !reason.trim())
  }

  get isTooLong() {
    const { form, text } = this.form.elements
    return form.value === "text" && text.maxLength > 0 && text.value.length > text.maxLength
  }

  save() {
    clearTimeout(this.timer)
    if (this.sent === null && this.isDirty && !this.isIncomplete()) window.htmx.trigger(this.form, "autosave")
  }

  /** Send what is left; true when all that is written has reached the server. */
  async flush() {
    for (let turn = 0; turn < 3 && this.isDirty && !this.isStopped; turn += 1) {
      this.save()
      if (this.sent === null) break
      await new Promise((resolve) => this.waiting.push(resolve))
    }
    return !this.isDirty
  }

  beacon() {
    const isSendable = this.sent === null && !this.isStopped && !this.isIncomplete() && !this.isTooLong
    if (this.isDirty && isSendable) {
      navigator.sendBeacon(this.url, new FormData(this.form))
    }
  }

  sending() {
    clearTimeout(this.timer)
    this.sent = this.written()
    this.say("saving")
  }

  saved() {
    this.confirmed = this.sent
    this.failures = this.renewals = 0
    this.isHeld = this.isOut = false
    this.notice.hidden = true
    this.finish()
    if (this.isDirty) this.changed()
    else forget(person(), this.url)
  }

  /** The server took nothing over: a rule is broken, or (held) somebody else's text came in between. */
  refused({ isHeld }) {
    this.isHeld = isHeld
    this.failures = 0
    this.notice.hidden = true
    this.finish()
    if (!this.isDirty) return
    this.keep()
    this.form.querySelector(".answer__foot").classList.add("is-unsaved")
    this.say("notSaved")
  }

  finish() {
    this.sent = null
    for (const resolve of this.waiting.splice(0)) resolve()
  }

  failed(reason) {
    this.finish()
    this.failures += 1
    this.warn(this.isKept ? reason : `${reason}Unkept`)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), Math.min(1000 * 2 ** this.failures, LONGEST_WAIT))
  }

  /** More than the server takes: trying again is of no use until the text is changed. */
  tooLong() {
    this.failures = 0
    this.finish()
    this.warn(this.isKept ? "tooLong" : "tooLongUnkept")
  }

  async signedOut() {
    this.isOut = true
    this.finish()
    const state = this.renewals < 2 ? await renew() : "refused"
    this.renewals += 1
    if (state === "in") {
      this.isOut = false
      this.save()
    } else if (state === "away") this.failed("offline")
    else this.warn({ out: "signedOut", other: "otherPerson", refused: "refused" }[state])
  }

  comeBack() {
    if (this.isOut) {
      this.renewals = 0
      this.signedOut()
    } else if (this.failures) this.save()
  }

  say(name) {
    this.form.querySelector("[data-saved]")?.replaceChildren(phrase(name))
  }

  warn(name) {
    this.say("notSaved")
    this.tell(name, true)
  }

  /** What became of something pasted or dropped; null takes the last such remark away. */
  note(name) {
    this.remark.hidden = !name
    this.remark.replaceChildren(name ? phrase(name) : "")
  }

  tell(name, isBad = false) {
    const words = phrase(name)
    const link = words.querySelector("a[data-sign-in]")
    if (link) {
      const card = this.form.closest("[id]")?.id ?? ""
      link.search = new URLSearchParams({ next: `${location.pathname}${location.search}#${card}` })
    }
    this.notice.classList.toggle("answer__notice--bad", isBad)
    this.notice.replaceChildren(words)
    this.notice.hidden = false
  }

  /** The editor is there: what it makes of the server's text is the text to compare with. */
  begin(editor) {
    this.editor = editor
    if (this.isDirty) return
    this.confirm()
    this.restore()
  }

  /** What stands here is what the server holds. */
  confirm() {
    const html = this.editor.getHTML()
    this.form.elements.text.value = this.editor.isEmpty ? "" : html
    this.confirmed = this.written()
  }

  fill(values) {
    for (const name of FIELDS) this.form.elements[name].value = values[name]
    this.editor.commands.setContent(values.text)
  }

  /** Give up one's own text for the one that the server holds. */
  take(theirs) {
    this.fill(theirs)
    this.confirm()
    this.isHeld = false
    this.changed()
    this.say("saved")
    this.editor.commands.focus("end")
  }

  /** Put one's own text below the one that the server holds; it waits until the person has merged and saves. */
  join(theirs) {
    this.fill({ ...theirs, text: theirs.text + this.values().text })
    this.changed()
    this.tell("joined")
    this.editor.commands.focus("end")
  }

  /** Put back what an earlier visit could not save, on the version that it was written on. */
  restore() {
    const copy = kept(person(), this.url)
    if (!copy) return
    if (FIELDS.every((name) => copy[name] === this.values()[name])) return forget(person(), this.url)
    this.base.value = copy.base
    this.fill(copy)
    this.tell("restored")
    this.changed(0)
  }
}
