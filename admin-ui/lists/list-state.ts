import type { UrlState } from '../hooks/url-state.ts'
import { FIRST_PAGE } from './page-query.ts'
import { type Paging, pageTurns } from './paging.ts'

/** The value if it is one of `known`, else '': a mistyped link still works. */
export const oneOf = <V extends string>(known: readonly V[], text: string | undefined): V | '' =>
  known.find((one) => one === text) ?? ''

/** The text if it matches the pattern, else '': a mistyped link still works. */
export const matching = (text: string | undefined, form: RegExp): string => (text && form.test(text) ? text : '')

/** A date and time in the URL, as the value of an <input type="datetime-local">; '' for anything else. */
export const readLocalTime = (text: string | undefined): string => matching(text, /^\d{4}-\d\d-\d\dT\d\d:\d\d/)

/** Whether one of these filters is set. */
export const anySet = <N extends string>(state: Record<N, string>, names: readonly N[]): boolean =>
  names.some((name) => state[name] !== '')

/**
 * Functions that change a list by changing the URL.
 * @param filters the names of its filters
 * @param usual the default values, which are left out of the URL
 */
export function listMoves<N extends string>(
  url: Pick<UrlState, 'push' | 'replace'>,
  at: Paging,
  filters: readonly N[],
  usual: Record<string, string> = {},
) {
  const said = (name: string, value: string) => ({ [name]: value === usual[name] ? null : value, ...FIRST_PAGE })
  return {
    /** Sets a filter with a new history entry. */
    choose: (name: N, value: string) => url.push(said(name, value)),
    /** The same for several filters at once. */
    filter: (patch: Partial<Record<N, string>>) => url.push({ ...patch, ...FIRST_PAGE }),
    /** Sets a text filter without a history entry per letter. */
    type: (name: N, value: string) => url.replace(said(name, value)),
    /** The same for several text filters at once. */
    typeAll: (patch: Partial<Record<N, string>>) => url.replace({ ...patch, ...FIRST_PAGE }),
    sortBy: (sort: string) => url.push(said('sort', sort)),
    clear: () => url.push({ ...Object.fromEntries(filters.map((name) => [name, null])), ...FIRST_PAGE }),
    ...pageTurns(url, at),
  }
}

export type ListMoves<N extends string> = ReturnType<typeof listMoves<N>>

/** A list by the URL: its state, functions that change it, and whether a filter is set. */
export const listAt = <S extends Paging & Record<N, string>, N extends string>(
  url: Pick<UrlState, 'push' | 'replace'>,
  state: S,
  filters: readonly N[],
  usual?: Record<string, string>,
) => ({ state, moves: listMoves(url, state, filters, usual), filtered: anySet(state, filters) })
