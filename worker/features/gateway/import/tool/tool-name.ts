const MAX_TOOL_NAME = 48
const HASH_LENGTH = 6

/** A short text that differs for different texts (cyrb53, in base 36). For names, not for secrets. */
export function shortHash(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  const number = 4294967296 * (2097151 & b) + (a >>> 0)
  return number.toString(36).padStart(HASH_LENGTH, '0').slice(-HASH_LENGTH)
}

/** The name of a tool for an operation: its operationId as far as a name allows it, or its method and path. A long one ends in a hash. */
export function toolNameOf(operation: { operationId: string | null; key: string }): string {
  const { operationId, key } = operation
  const text = plain(operationId ?? '') || plain(key.replaceAll(/[{}]/g, '')) || 'operation'
  return text.length <= MAX_TOOL_NAME ? text : withHash(text, operationId ?? key)
}

/** Letters, digits, _ and -, beginning with a letter. */
const plain = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^[^A-Za-z]+/, '')
    .replace(/[_-]+$/, '')

const withHash = (name: string, text: string): string =>
  `${name.slice(0, MAX_TOOL_NAME - HASH_LENGTH - 1)}_${shortHash(text)}`

/**
 * A name that is not among `taken`, which it joins: with a hash of the operation's key if the name is taken. The same operations
 * get the same names again.
 */
export function uniqueToolName(operation: { operationId: string | null; key: string }, taken: Set<string>): string {
  const name = toolNameOf(operation)
  let found = name
  for (let n = 0; taken.has(found); n++) found = withHash(name, n === 0 ? operation.key : `${operation.key} ${n}`)
  taken.add(found)
  return found
}
