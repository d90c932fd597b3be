/**
 * The forms in which a searched text may occur in a path: as it is, and percent-encoded as clients send it; with
 * non-ASCII letters also in lower and in upper case, because the comparison itself only ignores the case of ASCII
 * letters.
 */
export function formsInPath(text: string): string[] {
  if (/^[\0-\x7f]*$/.test(text)) return [text]
  const forms = [text, text.toLowerCase(), text.toUpperCase()].map((form) => form.toWellFormed())
  return [...new Set(forms.flatMap((form) => [form, encodeURI(form)]))]
}

/** Whether a path contains the text in one of these forms. */
export function pathHolds(path: string, text: string): boolean {
  const lower = path.toLowerCase()
  return formsInPath(text).some((form) => lower.includes(form.toLowerCase()))
}
