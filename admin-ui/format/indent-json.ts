/** A string, a sign, or a number or word of JSON. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g

/**
 * JSON with line breaks and indentation, and every number as it was written: parsed, ids of more than 15 digits would be
 * rounded. Any other text unchanged.
 */
export function indentJson(text: string): string {
  try {
    JSON.parse(text)
  } catch {
    return text
  }
  let lines = ''
  let depth = 0
  let last = ''
  const breakLine = () => {
    lines += `\n${'  '.repeat(depth)}`
  }
  for (const [token] of text.matchAll(TOKEN)) {
    const isOpen = last === '{' || last === '['
    if (token === '}' || token === ']') {
      depth -= 1
      if (!isOpen) breakLine()
    } else if (isOpen || last === ',') breakLine()
    lines += token === ':' ? ': ' : token
    if (token === '{' || token === '[') depth += 1
    last = token
  }
  return lines
}
