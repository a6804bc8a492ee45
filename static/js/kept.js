const PREFIX = "reply-tracker"

const keyOf = (user, url) => `${PREFIX}:${user}:${url}`

/** What is written but not yet confirmed by the server, kept in this browser by person and address. */
export const keep = (user, url, values) => {
  try {
    localStorage.setItem(keyOf(user, url), JSON.stringify({ ...values, at: Date.now() }))
    return true
  } catch {
    return false
  }
}

export const kept = (user, url) => {
  try {
    return JSON.parse(localStorage.getItem(keyOf(user, url)))
  } catch {
    return null
  }
}

export const forget = (user, url) => {
  try {
    localStorage.removeItem(keyOf(user, url))
  } catch {
    return
  }
}
