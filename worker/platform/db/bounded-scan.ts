/** Rows that are looked at first, and at most, where a filter that no index knows leaves some out. */
const LOOKED_AT_FIRST = 200
export const MAX_LOOKED_AT = 2000

type Scan<Row, Place> = {
  /** The matches among the next `most` rows, at most as many as a page needs. */
  among: (most: number) => PromiseLike<Row[]>
  /** The place of the last of the next `most` rows; null if there are fewer. */
  lastOf: (most: number) => PromiseLike<Place | null>
}

/**
 * A page of rows that match a filter without an index. Few rows are looked at if these are enough for the page, else
 * MAX_LOOKED_AT. `lookedTo`: the place where to continue if fewer than `limit` rows were found; null at the end.
 */
export async function boundedScan<Row, Place>(
  limit: number,
  { among, lastOf }: Scan<Row, Place>,
): Promise<{ rows: Row[]; lookedTo: Place | null }> {
  for (const most of [Math.max(limit, LOOKED_AT_FIRST), MAX_LOOKED_AT]) {
    const rows = await among(most)
    if (rows.length === limit) return { rows, lookedTo: null }
    const last = await lastOf(most)
    if (last === null || most === MAX_LOOKED_AT) return { rows, lookedTo: last }
  }
  throw new Error('the last round returns')
}
