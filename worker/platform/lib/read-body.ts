/** A body as it was read: `text` null if it is not captured, `whole` false if it is truncated. */
export type ReadBody = { type: string | null; text: string | null; whole: boolean; bytes: number | null }
