/** The input of runtime/seed.ts: how many keys, with the settings of the key that has this reference. */
export type SeedRequest = { count: number; like: string }
