import type { EventTypeInfo } from '../../../contract/events.ts'

/** A command that publishes the sample of an event; the key is left for the person to fill in. */
export function publishCommand(origin: string, { type, sample }: Pick<EventTypeInfo, 'type' | 'sample'>): string {
  const body = JSON.stringify({ type, data: sample ?? {} }).replaceAll("'", "'\\''")
  return [
    `curl -X POST '${origin}/api/v1/events'`,
    `-H 'Authorization: Bearer <your API key>'`,
    `-H 'Content-Type: application/json'`,
    `-d '${body}'`,
  ].join(' \\\n  ')
}
