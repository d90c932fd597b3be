/** A line about what is being done. It goes to stderr, so that stdout holds only results. */
export function say(line: string): void {
  console.error(line)
}

/**
 * Runs something that may take long, and says so every few seconds.
 *
 * @param what as in "Building the dashboard"
 * @param everyMs how long to stay silent at a time, in ms
 */
export async function withProgress<T>(what: string, work: () => Promise<T>, everyMs = 10_000): Promise<T> {
  const started = Date.now()
  const clock = setInterval(() => say(`${what}: ${Math.round((Date.now() - started) / 1000)} s so far.`), everyMs)
  try {
    return await work()
  } finally {
    clearInterval(clock)
  }
}
