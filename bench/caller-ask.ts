/** What bench/runtime/caller.ts is asked: POSTs of one body for so long, so many at a time. It answers their number. */
export type CallerAsk = { url: string; body: string; ms: number; connections: number }
