/**
 * The items in an order that depends on their content alone. Calls of one ms have no order in the log, so a test of what
 * was logged compares two lists of this kind.
 */
export const inAnyOrder = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, text: JSON.stringify(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item)
