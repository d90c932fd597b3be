/** Requests for a first match before the user is asked whether to continue. */
const MAX_READS = 8

/**
 * Reads a page of a list; if nothing on it matches but there is a next page, reads on. A page reads a bounded number of
 * rows, so that it may be empty although older rows match.
 */
export async function readFurther<P extends { data: readonly unknown[]; nextCursor: string | null }>(
  cursor: string | null | undefined,
  read: (cursor: string | null | undefined) => Promise<P>,
): Promise<P> {
  let page = await read(cursor)
  for (let reads = 1; reads < MAX_READS && page.data.length === 0 && page.nextCursor; reads++) {
    page = await read(page.nextCursor)
  }
  return page
}
