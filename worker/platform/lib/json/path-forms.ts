/**
 * How a text that somebody looks for may stand in a path: as it is, and percent-encoded as clients send it; beyond ASCII also
 * in lower and in upper case, as the comparison itself knows the case of ASCII letters alone.
 */
export function formsInPath(text: string): string[] {
  if (/^[\0-\x7f]*$/.test(text)) return [text]
  const forms = [text, text.toLowerCase(), text.toUpperCase()].map((form) => form.toWellFormed())
  return [...new Set(forms.flatMap((form) => [form, encodeURI(form)]))]
}

/** Whether a path holds the text in one of these forms. */
export function pathHolds(path: string, text: string): boolean {
  const lower = path.toLowerCase()
  return formsInPath(text).some((form) => lower.includes(form.toLowerCase()))
}
