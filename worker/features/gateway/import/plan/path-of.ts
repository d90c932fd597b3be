/** A path of a document as the prefix of a route and as the path of its upstream, or why it cannot be one. */
export type RoutePath =
  | {
      ok: true
      prefix: string
      upstreamPath: string
      /** How the prefix names the parameters of the document's path. */
      names: ReadonlyMap<string, string>
    }
  | { ok: false; problem: string }

const LITERAL = /^[A-Za-z0-9._~!$&'()*+,=:@-]+$/

/** Translates a path template such as `/posts/{post-id}`. Parameters get names that a prefix may have. `base`: the prefix of all routes. */
export function routePathOf(base: string, path: string): RoutePath {
  if (/[?#]/.test(path))
    return { ok: false, problem: 'Its path has a query: routes are told apart by their paths alone.' }
  const names = new Map<string, string>()
  const taken = new Set([...base.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? ''))
  const prefix: string[] = base === '' ? [] : [base]
  const upstream: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '') continue
    const [, parameter] = /^\{([^{}]+)\}$/.exec(segment) ?? []
    if (parameter !== undefined) {
      if (names.has(parameter))
        return { ok: false, problem: `Its path names the parameter ${parameter.slice(0, 60)} twice.` }
      const name = nameOf(parameter, taken)
      names.set(parameter, name)
      prefix.push(`{${name}}`)
      upstream.push(`{${name}}`)
    } else if (/[{}]/.test(segment)) {
      return {
        ok: false,
        problem: `A parameter is only a part of the segment ${segment.slice(0, 60)}: create its route by hand.`,
      }
    } else if (segment === '.' || segment === '..') {
      return { ok: false, problem: 'Its path has a . or .. segment.' }
    } else if (LITERAL.test(segment)) {
      prefix.push(segment)
      upstream.push(segment)
    } else
      return { ok: false, problem: `The segment ${segment.slice(0, 60)} has characters that a prefix cannot have.` }
  }
  const slash = path.length > 1 && path.endsWith('/') ? '/' : ''
  return { ok: true, prefix: prefix.join('/'), upstreamPath: upstream.map((one) => `/${one}`).join('') + slash, names }
}

/** A name for a parameter that a prefix may have, and that is not taken. */
function nameOf(parameter: string, taken: Set<string>): string {
  const plain =
    parameter
      .replaceAll(/[^A-Za-z0-9_]+/g, '_')
      .replace(/^(?=\d)/, '_')
      .slice(0, 36) || '_'
  let name = plain
  for (let n = 2; taken.has(name); n++) name = `${plain}_${n}`
  taken.add(name)
  return name
}
