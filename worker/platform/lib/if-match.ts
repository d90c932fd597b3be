/** The versions of an If-Match; null without the header, and for `*`, which any version meets. */
export type IfMatch = readonly number[] | null

/** Whether a resource at `version` may be changed. */
export const isMet = (ifMatch: IfMatch, version: number): boolean => ifMatch === null || ifMatch.includes(version)
