/**
 * Makes valid JSON from the beginning of a JSON text: cuts it after the last complete value and closes the brackets. If
 * the text was not JSON to begin with, the result may not parse.
 */
export function closeJson(piece: string): string {
  const whole = piece.slice(0, scan(piece).whole)
  return whole + scan(whole).open.reverse().join('')
}

/** The position up to which all values of a JSON text are complete, and the closing brackets needed there. */
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
