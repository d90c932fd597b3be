import fc from 'fast-check'
import { expect, test } from 'vitest'
import { routeOf } from './route-of.ts'

test.each([
  ['/', '/'],
  ['/v1/users', '/v1/users'],
  ['/v1/users/', '/v1/users/'],
  ['/v1/users/1', '/v1/users/{id}'],
  ['/v1/users/42/orders/7', '/v1/users/{id}/orders/{id}'],
  ['/v1.2/oauth2/token', '/v1.2/oauth2/token'],
  ['/users/018f4d3c-7a1b-7c3d-9e2f-1a2b3c4d5e6f', '/users/{id}'],
  ['/users/01HZX3K8Q9V7M2N4P6R8T0W1Y3', '/users/{id}'],
  ['/users/usr_01hzx3k8q9v7m2n4p6r8t0w1y3', '/users/{id}'],
  ['/files/d41d8cd98f00b204e9800998ecf8427e', '/files/{id}'],
  ['/objects/65f1c0ffee', '/objects/{id}'],
  ['/reports/2026-11-29', '/reports/{id}'],
  ['/users/ann@example.com', '/users/{id}'],
  ['/search/caf%C3%A9', '/search/{id}'],
  ['/tokens/aBcDeFgHiJkLmNoPqRsT', '/tokens/{id}'],
  ['/getUserProfileById/settings', '/getUserProfileById/settings'],
  ['/notification-preferences/email', '/notification-preferences/email'],
  ['/a/b/c/d/e/f/g/h/i/j', '/a/b/c/d/e/f/g/h/...'],
])('%s counts as %s', (path, route) => {
  expect(routeOf(path)).toBe(route)
})

test('paths that differ only in numbers or random ids have one route', () => {
  const id = fc.oneof(fc.nat(), fc.uuid(), fc.ulid(), fc.stringMatching(/^[0-9a-f]{24}$/))
  const names = fc.array(fc.constantFrom('users', 'orders', 'v1', 'line-items'), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(names, id, id, (parts, one, other) => {
      const withId = (value: unknown) => routeOf(`/${parts.join('/')}/${value}`)
      expect(withId(one)).toBe(withId(other))
    }),
  )
})

test('any text gives a route of bounded length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      expect(routeOf(`/${text}`).length).toBeLessThanOrEqual(8 * 41 + 4)
    }),
  )
})
