/** A progress message. It goes to stderr, so that stdout contains only results. */
export function say(line: string): void {
  console.error(line)
}

/**
 * Runs something that may take long, and reports it every few seconds.
 *
 * @param what as in "Building the dashboard"
 * @param everyMs time between messages, in ms
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
