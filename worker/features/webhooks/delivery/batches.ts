/**
 * Splits a list into batches, in its order: at most `most` items each, and at most `mostSize` unless a single item is
 * larger.
 */
export function batchesOf<T>(items: readonly T[], sizeOf: (item: T) => number, most: number, mostSize: number): T[][] {
  const batches: T[][] = []
  let batch: T[] = []
  let size = 0
  for (const item of items) {
    const more = sizeOf(item)
    if (batch.length === 0 || batch.length >= most || size + more > mostSize) {
      batch = []
      size = 0
      batches.push(batch)
    }
    batch.push(item)
    size += more
  }
  return batches
}
