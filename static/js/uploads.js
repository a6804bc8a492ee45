import { isSignedOut, renew, token } from "reply-tracker/session"

const AT_ONCE = 2

const queue = []
let running = 0

const list = () => document.querySelector("#attachment-list")
const template = () => document.querySelector("#upload-phrases").content
const phrase = (name) => template().querySelector(`[data-phrase="${name}"]`).textContent

/** Put a row that came in among the others by its place in the order, which may not be the last any more. */
const sort = () => {
  const rows = [...list().querySelectorAll(".attachment")]
  const place = (row) => Number(row.dataset.position)
  const added = rows.at(-1)
  const next = rows.find((row) => place(row) > place(added))
  if (next) next.before(added)
}

const show = (form, html) => {
  const eventInfo = { requestConfig: { elt: form } } // who listens to swaps asks whose they are
  const { uploads } = form.dataset
  if (uploads) return window.htmx.swap(uploads, html, { swapStyle: "outerHTML" }, { eventInfo })
  window.htmx.swap(".attachments__list", html, { swapStyle: "beforeend" }, { eventInfo })
  sort()
}

const isBusy = () => running > 0 || queue.length > 0

const startNext = () => {
  while (running < AT_ONCE && queue.length) queue.shift().send()
}

/** One file on its way: its row with the progress, its request, and what the server said about it. */
class Upload {
  constructor(form, file) {
    this.url = form.getAttribute("action")
    this.form = form
    this.file = file
    this.kind = form.elements.kind?.value
    this.limit = Number(document.querySelector("[data-limit]").dataset.limit)
    this.row = document.importNode(template().querySelector(".uploads__row"), true)
    this.progress = this.row.querySelector("progress")
    this.row.querySelector(".uploads__name").textContent = file.name
    this.progress.setAttribute("aria-label", file.name)
    this.row.addEventListener("click", ({ target }) => this[target.dataset.act]?.())
    document.querySelector("#uploads").append(this.row)
  }

  begin() {
    if (this.file.size > this.limit) return this.fail(phrase("tooLarge"), "dismiss")
    this.offer("cancel")
    this.say(phrase("waiting"))
    queue.push(this)
    startNext()
  }

  body() {
    const data = new FormData()
    if (this.kind) data.append("kind", this.kind)
    data.append("file", this.file)
    data.append("whole", "1")
    return data
  }

  send() {
    running += 1
    const xhr = (this.xhr = new XMLHttpRequest())
    xhr.open("POST", this.url)
    xhr.setRequestHeader("HX-Request", "true")
    xhr.setRequestHeader("X-CSRFToken", token())
    xhr.upload.addEventListener("progress", ({ loaded, total }) => this.advance(loaded / total))
    xhr.addEventListener("load", () => this.answered())
    xhr.addEventListener("error", () => this.fail(phrase("broken"), "retry"))
    xhr.addEventListener("loadend", () => {
      running -= 1
      startNext()
    })
    this.say("")
    xhr.send(this.body())
  }

  advance(part) {
    this.progress.value = part
    if (part === 1) this.say(phrase("storing"))
  }

  answered() {
    const { status, responseText } = this.xhr
    if (isSignedOut(this.xhr, this.url)) return this.fail(phrase("signedOut"), "retry")
    if (status === 422) return this.fail(responseText, "dismiss")
    if (status !== 200) return this.fail(phrase("broken"), "retry")
    this.row.remove()
    show(this.form, responseText)
  }

  fail(words, way) {
    this.row.classList.add("is-refused")
    this.progress.hidden = true
    this.say(words)
    this.offer(way, "dismiss")
  }

  say(words) {
    this.row.querySelector(".uploads__state").textContent = words
  }

  offer(...acts) {
    for (const button of this.row.querySelectorAll("[data-act]")) button.hidden = !acts.includes(button.dataset.act)
  }

  cancel() {
    if (queue.includes(this)) queue.splice(queue.indexOf(this), 1)
    this.xhr?.abort()
    this.row.remove()
  }

  dismiss() {
    this.row.remove()
  }

  async retry() {
    this.row.classList.remove("is-refused")
    this.offer()
    const state = await renew()
    if (state === "away") return this.fail(phrase("broken"), "retry")
    if (state !== "in") return this.fail(phrase("signedOut"), "retry")
    this.progress.hidden = false
    this.progress.value = 0
    this.begin()
  }
}

const upload = (form, files) => {
  for (const file of files) new Upload(form, file).begin()
}

const isDragOfFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files")
const area = () => document.querySelector("#attachments")

document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-uploads]")
  if (!form || target.type !== "file") return
  upload(form, target.files)
  target.value = ""
})

document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-uploads]")) event.preventDefault()
})

// A file that is dropped beside the area would otherwise take the place of the page.
document.addEventListener("dragover", (event) => {
  if (!isDragOfFiles(event)) return
  event.preventDefault()
  area().classList.toggle("is-over", area().contains(event.target))
})

document.addEventListener("dragleave", () => area().classList.remove("is-over"))

document.addEventListener("drop", (event) => {
  if (!isDragOfFiles(event)) return
  event.preventDefault()
  area().classList.remove("is-over")
  if (area().contains(event.target)) upload(area().querySelector(".upload"), event.dataTransfer.files)
})

window.addEventListener("beforeunload", (event) => {
  if (isBusy()) event.preventDefault()
})

// Whether a file has been checked is not worth loading the page again, which may hold words.
document.addEventListener(
  "htmx:beforeSwap",
  (event) => {
    const { elt, path } = event.detail.requestConfig
    if (elt.id !== "attachment-watch" || !isSignedOut(event.detail.xhr, path)) return
    event.detail.shouldSwap = false
    event.stopImmediatePropagation()
  },
  { capture: true },
)

const prepare = () => {
  for (const button of document.querySelectorAll("form[data-uploads] [data-plain]")) button.hidden = true
  for (const words of document.querySelectorAll("[data-scripted]")) words.hidden = false
}

document.addEventListener("htmx:load", prepare)
prepare()
