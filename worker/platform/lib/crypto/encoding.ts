/** Bytes as base64 with padding (RFC 4648, section 4); for at most some thousands of bytes. */
export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** Bytes as base64url without padding (RFC 4648, section 5). */
export const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** The bytes of base64 or base64url text, padded or not; null if it is neither. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
  } catch {
    return null
  }
}

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** The bytes of hex text; null if it is not hex, or empty. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  const pairs = text.match(/[0-9a-f]{2}/gi)
  if (!pairs || pairs.length * 2 !== text.length) return null
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16))
}

const encoder = new TextEncoder()

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text) as Uint8Array<ArrayBuffer>
