import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RouteMethod } from '../../../../contract/gateway.data.ts'
import { compileRoutes, type Matchable } from './compile.ts'
import { type Match, matchRoute, takes } from './match.ts'

const route = (prefix: string, methods: RouteMethod[] = ['*'], exact = false): Matchable => ({
  id: `${methods.join()} ${prefix}${exact ? '' : '/*'}`,
  prefix,
  exact,
  methods,
})

const match = (routes: Matchable[], path: string, method = 'GET') => matchRoute(compileRoutes(routes), method, path)
const idOf = (result: Match<Matchable>) => (result.kind === 'route' ? result.route.id : result.kind)

describe('the route of a path', () => {
  const forum = route('forum')
  const posts = route('forum/posts', ['GET'])
  const admin = route('forum/admin', ['GET'])

  it('is that of the longest prefix, on whole segments', () => {
    const all = [forum, posts]
    expect(match(all, '/forum/posts/5?')).toMatchObject({ route: posts, rest: '/5?' })
    expect(match(all, '/forum/posts')).toMatchObject({ route: posts, rest: '' })
    expect(match(all, '/forum/posts/')).toMatchObject({ route: posts, rest: '/' })
    expect(match(all, '/forum/postscript')).toMatchObject({ route: forum, rest: '/postscript' })
    expect(idOf(match(all, '/forumx'))).toBe('none')
    expect(idOf(match(all, '/Forum'))).toBe('none')
  })

  it('is not left to a shorter prefix because the longest does not take the method', () => {
    expect(match([forum, posts], '/forum/posts', 'POST')).toMatchObject({ kind: 'method', methods: ['GET', 'HEAD'] })
    expect(match([forum, posts], '/forum/posts', 'HEAD')).toMatchObject({ route: posts })
  })

  it('is found for spellings that a server may read as the same path', () => {
    for (const path of ['/forum/%61dmin', '/forum//admin', '//forum/admin', '/forum/admin;x=1', '/%66orum/admin/x']) {
      expect(idOf(match([forum, admin], path)), path).toBe(admin.id)
    }
    for (const path of ['/forum/admin%2Fusers', '/forum%2Fadmin', '/forum/x/%2e%2e/admin', '/forum/%252e%252e/x']) {
      expect(idOf(match([forum, admin], path)), path).toBe('refused')
    }
    // A server that drops parameters of segments, and then joins slashes, reads /forum/admin.
    for (const path of ['/forum/;x/admin', '/forum/;/admin', '/;a/forum/admin', '/forum/%3Bx/admin', '/forum/x/;']) {
      expect(match([forum, admin], path, 'POST'), path).toEqual({
        kind: 'refused',
        why: 'contains a segment of nothing but parameters',
      })
    }
    expect(match([forum], '/forum/a%7Cb%2Fc%3Cd%3E')).toMatchObject({ route: forum, rest: '/a%7Cb%2Fc%3Cd%3E' })
    expect(idOf(match([forum], '/forum/..%2f..%5cadmin'))).toBe('refused')
    expect(idOf(match([forum], '/forum/..;/admin'))).toBe('refused')
    expect(idOf(match([forum], '/forum/..;%0a/admin'))).toBe('refused')
    expect(idOf(match([forum], '/forum/%ff'))).toBe(forum.id)
  })

  it('is not one that a server would read as a more specific one, because it ignores case', () => {
    for (const path of ['/forum/ADMIN', '/forum/Admin/users', '/forum/%41dmin']) {
      expect(match([forum, admin], path), path).toMatchObject({ kind: 'refused' })
    }
    expect(match([forum, route('forum/Admin')], '/forum/admin')).toMatchObject({ kind: 'refused' })
    expect(match([forum, admin], '/forum/Users')).toMatchObject({ route: forum })
    expect(match([forum, route('Forum')], '/forum/x')).toMatchObject({ route: forum })
    expect(match([forum, route('Forum')], '/Forum/x')).toMatchObject({ route: { prefix: 'Forum' } })
    expect(idOf(match([admin], '/FORUM/admin'))).toBe('none')
  })

  it('has parameters, which a literal segment precedes', () => {
    const one = route('posts/{id}', ['GET'], true)
    const search = route('posts/search', ['GET'], true)
    const remove = route('posts/{key}', ['DELETE'], true)
    const all = [one, search, remove]
    const found = match(all, '/posts/a%20b')
    expect(found).toMatchObject({ route: one, rest: '' })
    expect(found.kind === 'route' && found.params.get('id')).toBe('a%20b')
    const removed = match(all, '/posts/7', 'DELETE')
    expect(removed.kind === 'route' && removed.params.get('key')).toBe('7')
    expect(match(all, '/posts/search')).toMatchObject({ route: search })
    expect(idOf(match(all, '/posts/search', 'DELETE'))).toBe('method')
    expect(idOf(match(all, '/posts/7/comments'))).toBe('none')
    expect(match([one], '/posts/a%2Fb')).toMatchObject({ route: one })
  })

  it('of an empty prefix is every path', () => {
    expect(match([route(''), posts], '/anything//else')).toMatchObject({ rest: '/anything//else' })
    expect(match([route(''), posts], '')).toMatchObject({ rest: '' })
    expect(match([route(''), posts], '/forum/posts')).toMatchObject({ route: posts })
  })

  it('agrees with the rule, tried on every route', () => {
    const segment = fc.constantFrom('a', 'b', 'ab', '{x}', '{y}')
    const routes = fc.uniqueArray(
      fc.record({
        prefix: fc
          .array(segment, { maxLength: 4 })
          .map((parts) => parts.map((part, n) => part.replace('}', `${n}}`)).join('/')),
        exact: fc.boolean(),
        methods: fc.subarray<RouteMethod>(['GET', 'POST', '*'], { minLength: 1 }),
      }),
      { maxLength: 12, selector: ({ prefix, exact }) => `${prefix} ${exact}` },
    )
    const path = fc.array(fc.constantFrom('a', 'b', 'ab', 'c', '%61'), { maxLength: 5 })
    fc.assert(
      fc.property(routes, path, fc.constantFrom('GET', 'POST', 'HEAD'), (list, parts, method) => {
        const all = list.map((one, n) => ({ ...one, id: String(n) }))
        const plain = parts.map((part) => (part === '%61' ? 'a' : part))
        const rank = ({ prefix, exact }: Matchable) => {
          const segments = prefix === '' ? [] : prefix.split('/')
          return [
            String.fromCharCode(200 - segments.length),
            ...segments.map((one) => (one.startsWith('{') ? '1' : '0')),
            exact ? '0' : '1',
          ].join('')
        }
        const fitting = all.filter(({ prefix, exact }) => {
          const segments = prefix === '' ? [] : prefix.split('/')
          if (exact ? segments.length !== plain.length : segments.length > plain.length) return false
          return segments.every((one, index) => one.startsWith('{') || one === plain[index])
        })
        const best = fitting.map(rank).sort()[0]
        const deciding = fitting.filter((one) => rank(one) === best)
        const expected = deciding.find((one) => takes(one, method))
        const found = matchRoute(compileRoutes(all), method, parts.map((part) => `/${part}`).join(''))
        if (deciding.length === 0) expect(found.kind).toBe('none')
        else if (!expected) expect(found.kind).toBe('method')
        else expect(found).toMatchObject({ kind: 'route', route: { methods: expected.methods } })
      }),
      { numRuns: 1000 },
    )
  })
})
