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
