import { stripVTControlCharacters } from 'node:util'

const CHATTER = [
  /^\s*$/,
  /Logs were written to/,
  /Scheduled Workers are not automatically triggered/,
  /To manually trigger a scheduled event, run:/,
  /curl "http:\/\/localhost:\d+\/cdn-cgi\//,
  /cron-triggers\/#test-cron-triggers-locally/,
]

/** Passes on what wrangler says, without blank lines and without advice on what `npm start` does by itself. */
export function quieten(onLine: (line: string) => void): (line: string) => void {
  return (line) => {
    const plain = stripVTControlCharacters(line)
    if (!CHATTER.some((pattern) => pattern.test(plain))) onLine(line)
  }
}

/**
 * The JSON in what wrangler printed: it may print `[WARNING]` lines and news before and after it, also on stdout.
 *
 * @returns undefined when there is none
 */
export function jsonIn(output: string): unknown {
  const plain = stripVTControlCharacters(output)
  const starts = [...plain.matchAll(/^\s*[[{]/gm)].map(({ index }) => index)
  const ends = [...plain.matchAll(/[\]}]\s*$/gm)].map(({ index }) => index + 1).reverse()
  for (const start of starts) {
    for (const end of ends) {
      if (end <= start) continue
      try {
        return JSON.parse(plain.slice(start, end))
      } catch {
        // It began, or ended, elsewhere.
      }
    }
  }
  return undefined
}
