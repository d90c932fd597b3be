/** The values of a query string. Null, undefined and empty values are omitted. */
export type Values = Record<string, string | number | boolean | null | undefined>

/** A path with its query. */
export function address(path: string, query: Values = {}): string {
  const search = new URLSearchParams(present(query)).toString()
  return search ? `${path}?${search}` : path
}

/** A path with its parameters filled in. */
export const fillPath = (path: string, params: Record<string, string> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

/** The values that are set, as texts. */
export const present = (values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  )
