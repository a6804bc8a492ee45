const meta = () => document.querySelector("meta[name=csrf-token]")

export const token = () => meta()?.content ?? ""

export const person = () => document.body.dataset.user ?? ""

/** Whether a response is not the answer of the address that was asked, but of the sign-in page. */
export const isSignedOut = (xhr, asked) => {
  if (xhr.status === 401 || xhr.status === 403) return true
  if (!xhr.responseURL) return false
  return new URL(xhr.responseURL).pathname !== new URL(asked, location.href).pathname
}

const adopt = (fresh) => {
  meta()?.setAttribute("content", fresh)
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = fresh
}

/** Take a new token from this page's address: “in”, “out”, “other” (another person) or “away” (no connection). */
export const renew = async () => {
  let response
  try {
    response = await fetch(location.href, { credentials: "same-origin", redirect: "manual" })
  } catch {
    return "away"
  }
  if (!response.ok) return "out"
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  if ((page.body.dataset.user ?? "") !== person()) return "other"
  adopt(page.querySelector("meta[name=csrf-token]")?.content ?? "")
  return "in"
}
