import { type ApiKey, KEY_SORTS, type ListApiKeys } from '../../contract/api-keys.ts'
import type { Page } from '../../contract/common.ts'
import type { Actor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { invalid } from '../errors.ts'
import { readCursor, writeCursor } from '../lib/cursor.ts'
import { creditsLeft } from './credits-left.ts'
import { presentKey } from './present.ts'
import { type KeyPosition, listKeys } from './store.ts'

/** A page of the organisation's keys. A cursor belongs to the sort it was given for; throws `invalid` otherwise. */
export async function listApiKeys(deps: Deps, actor: Actor, query: ListApiKeys): Promise<Page<ApiKey>> {
  const descending = query.sort.startsWith('-')
  const field = KEY_SORTS.find((name) => name === query.sort.replace('-', '')) ?? 'createdAt'
  const position = query.cursor === undefined ? null : positionOf(query.cursor, query.sort)
  const { rows, total } = await listKeys(
    deps.db,
    actor.organization.id,
    { limit: query.limit, status: query.status, environment: query.environment, q: query.q, field, descending },
    position,
    deps.now,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: await Promise.all(page.map(async (row) => presentKey(row, deps.now, await creditsLeft(deps, row)))),
    nextCursor: rows.length > page.length && last ? writeCursor([query.sort, last.sortValue, last.id]) : null,
    total,
  }
}

function positionOf(cursor: string, sort: string): KeyPosition {
  const [madeFor, value, id] = readCursor(cursor, 3) ?? []
  if (madeFor !== sort || value === null || value === undefined || typeof id !== 'string') {
    throw invalid('cursor', 'is not a cursor of this list and sort: start again without it')
  }
  return { value, id }
}
