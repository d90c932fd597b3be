import type { EventTypeInfo } from '../../../client/src/generated.ts'
import { fold } from '../../../contract/lib/fold.ts'

export type Category = { name: string; events: EventTypeInfo[] }

/** The event types that match a search, by category, in the order of the server. */
export function byCategory(types: readonly EventTypeInfo[], text: string, category: string): Category[] {
  const wanted = fold(text.trim())
  const found = types.filter(
    (one) =>
      (!category || one.category === category) &&
      fold(`${one.type} ${one.name} ${one.description} ${one.category}`).includes(wanted),
  )
  return [...Map.groupBy(found, (one) => one.category)].map(([name, events]) => ({ name, events }))
}

/** All categories, in order. */
export const categoriesOf = (types: readonly EventTypeInfo[]): string[] => [
  ...new Set(types.map((one) => one.category)),
]
