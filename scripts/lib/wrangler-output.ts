import { stripVTControlCharacters } from 'node:util'

const CHATTER = [
  /^\s*$/,
  /Logs were written to/,
  /Scheduled Workers are not automatically triggered/,
  /To manually trigger a scheduled event, run:/,
  /curl "http:\/\/localhost:\d+\/cdn-cgi\//,
  /cron-triggers\/#test-cron-triggers-locally/,
]

/** When a build fails, wrangler prints the state of the process that has built: this line, and a hundred indented ones. */
const FAILED_PROCESS = /Process exited with non-zero status/

/** Prints what wrangler says, without blank lines and without advice about things that `npm start` does anyway. */
export function withoutNoise(onLine: (line: string) => void): (line: string) => void {
  let isInDump = false
  return (line) => {
    const plain = stripVTControlCharacters(line)
    isInDump = FAILED_PROCESS.test(plain) || (isInDump && /^(?:\s|$)/.test(plain))
    if (!isInDump && !CHATTER.some((pattern) => pattern.test(plain))) onLine(line)
  }
}

/**
 * The JSON in the output of wrangler, which may have `[WARNING]` lines and news before and after it, also on stdout.
 *
 * @returns undefined if there is none
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
        // The JSON begins or ends elsewhere.
      }
    }
  }
  return undefined
}
