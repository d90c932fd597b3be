/** The beginning of a text, at most `length` UTF-16 code units of it; never half of a character. */
export function cutText(text: string, length: number): string {
  const last = text.charCodeAt(length - 1)
  const isSplit = text.length > length && last >= 0xd800 && last <= 0xdbff
  return text.slice(0, isSplit ? length - 1 : length)
}

/** The text of at most `length` bytes of UTF-8. A character that is cut at the end is left out. */
export function beginningOfText(bytes: Uint8Array, length: number): string {
  const isWhole = bytes.length <= length
  return new TextDecoder().decode(bytes.subarray(0, length), { stream: !isWhole })
}
