/**
 * A stable merge sort with an asynchronous comparator: true if `left` belongs after `right`. JSONata's own sort copies
 * the rest of a list for each item it takes, so its time and memory are quadratic.
 */
export async function mergeSort(
  list: readonly unknown[],
  isBehind: (left: unknown, right: unknown) => Promise<boolean>,
): Promise<unknown[]> {
  let runs: unknown[][] = list.map((item) => [item])
  while (runs.length > 1) {
    const merged: unknown[][] = []
    for (let index = 0; index < runs.length; index += 2) {
      const [left = [], right] = runs.slice(index, index + 2)
      merged.push(right ? await merge(left, right, isBehind) : left)
    }
    runs = merged
  }
  return runs[0] ?? []
}

async function merge(
  left: unknown[],
  right: unknown[],
  isBehind: (left: unknown, right: unknown) => Promise<boolean>,
): Promise<unknown[]> {
  const result: unknown[] = []
  let fromLeft = 0
  let fromRight = 0
  while (fromLeft < left.length && fromRight < right.length) {
    if (await isBehind(left[fromLeft], right[fromRight])) result.push(right[fromRight++])
    else result.push(left[fromLeft++])
  }
  return result.concat(left.slice(fromLeft), right.slice(fromRight))
}
