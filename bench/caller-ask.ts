/** What bench/runtime/caller.ts is asked: so many POSTs of one body, so many at a time. */
export type CallerAsk = { url: string; body: string; count: number; connections: number }
