export type MediaType = { type: string; parameters: Map<string, string> }

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const ESSENCE = new RegExp(`^(${TOKEN}/${TOKEN})[ \\t]*`)
const PARAMETER = new RegExp(`^;[ \\t]*(?:(${TOKEN})=(?:(${TOKEN})|"((?:[^"\\\\]|\\\\.)*)"))?[ \\t]*`)

/**
 * Parses a Content-Type (RFC 9110, section 8.3.1): its type in lower case, and its parameters by name in lower case.
 * Parameters may be empty, quoted, and preceded by blanks. Null if it is invalid, or has a parameter twice.
 */
export function parseMediaType(header: string): MediaType | null {
  const text = header.trim()
  const [start, essence] = ESSENCE.exec(text) ?? []
  if (start === undefined || essence === undefined) return null
  const parameters = new Map<string, string>()
  let rest = text.slice(start.length)
  while (rest !== '') {
    const [all, name, token, quoted] = PARAMETER.exec(rest) ?? []
    if (all === undefined) return null
    rest = rest.slice(all.length)
    if (name === undefined) continue
    const key = name.toLowerCase()
    if (parameters.has(key)) return null
    parameters.set(key, token ?? quoted?.replaceAll(/\\(.)/g, '$1') ?? '')
  }
  return { type: essence.toLowerCase(), parameters }
}

/** Whether a media type is JSON: `application/json`, or one with the suffix `+json` (RFC 6839). */
export const isJsonType = (type: string): boolean => /^application\/(?:[^/]+\+)?json$/.test(type)
