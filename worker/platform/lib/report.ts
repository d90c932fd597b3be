/**
 * Writes an unexpected error to the Worker's log. Of a chain of causes it logs only the innermost: the outer ones of a
 * database error contain the values of the query, which must not be in any log.
 */
export function reportError(what: string, error: unknown): void {
  let cause = error
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause
  const detail = cause instanceof Error ? `${cause.name}: ${cause.message}\n${framesOf(cause)}` : typeof cause
  console.error(`${what}: ${detail}`)
}

/** The stack without its first lines, which repeat the message. */
const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
