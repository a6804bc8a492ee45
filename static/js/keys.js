/** Whether a key is this letter. On a Cyrillic keyboard the same key gives another: there its place counts. */
export const isKey = ({ key, code }, letter) =>
  key.toLowerCase() === letter || (code === `Key${letter.toUpperCase()}` && !/^[a-z]$/i.test(key))
