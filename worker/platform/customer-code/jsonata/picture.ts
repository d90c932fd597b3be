import { Refused } from './refused.ts'

const MAX_PICTURE = 100

/**
 * Refuses pictures that pad to a large width. Blanks are removed first, because JSONata removes them before it reads a
 * width: `[Y,9 9 9 9]` asks for 9999 digits.
 */
export function checkPicture(name: string, picture: unknown): void {
  if (picture === undefined || picture === null) return
  if (typeof picture !== 'string' || picture.length > MAX_PICTURE) {
    throw new Refused(`$${name} takes pictures of at most ${MAX_PICTURE} characters`)
  }
  if (/\d{5}|,[^\]]*\d{3}/.test(picture.replaceAll(/\s+/g, ''))) {
    throw new Refused(`$${name} cannot format by such a picture`)
  }
}

/** JSONata's number formatting never ends for numbers that are not finite. */
export function checkFinite(name: string, value: unknown): void {
  if (value !== undefined && !Number.isFinite(value)) throw new Refused(`$${name} needs a finite number`)
}

const SINGLE = ['decimal-separator', 'grouping-separator', 'exponent-separator', 'minus-sign', 'percent', 'per-mille']
const SINGLES = new Set([...SINGLE, 'zero-digit', 'digit', 'pattern-separator'])

/** Options of $formatNumber must be single characters, as in XPath: an empty one causes an endless loop. */
export function checkNumberOptions(options: unknown): void {
  if (options === undefined) return
  const entries = typeof options === 'object' && options !== null ? Object.entries(options) : []
  for (const [option, value] of entries) {
    const length = typeof value === 'string' ? value.length : 0
    if (SINGLES.has(option) ? length !== 1 : length > 20) {
      throw new Refused(`$formatNumber takes a single character as ${option.slice(0, 30)}`)
    }
  }
}
