/**
 * The beginning of a JSON text as JSON of its own: cut back to the last value that is whole, and closed. What it answers
 * need not parse when the text was none to begin with.
 */
export function closeJson(piece: string): string {
  const whole = piece.slice(0, scan(piece).whole)
  return whole + scan(whole).open.reverse().join('')
}

/** Up to where all values of a JSON text are whole, and what closes the brackets that are open at its end. */
function scan(text: string): { whole: number; open: string[] } {
  const open: string[] = []
  let whole = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (inString) {
      if (sign === '\\') at++
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === ',') whole = at
    else if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? '}' : ']')
      whole = at + 1
    } else if (sign === '}' || sign === ']') {
      open.pop()
      whole = at + 1
    }
  }
  return { whole, open }
}
