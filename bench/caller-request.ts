/**
 * The input of bench/runtime/caller.ts: POST one body for a time, with a number of concurrent calls. It answers how
 * many it made.
 */
export type CallerRequest = { url: string; body: string; ms: number; connections: number }
