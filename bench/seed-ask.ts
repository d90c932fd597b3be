/** What runtime/seed.ts is asked for: so many keys, with the settings of the one that has this reference. */
export type SeedAsk = { count: number; like: string }
