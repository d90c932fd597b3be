import { describe, expect, it } from 'vitest'
import { isAllowed, parseRange } from './addresses.ts'

const allows = (range: string, ip: string) => isAllowed([parseRange(range)], ip)

describe('an address list', () => {
  it.each([
    ['10.0.0.0/8', '10.1.2.3', true],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['10.0.0.0/8', '11.1.2.3', false],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['::ffff:10.0.0.0/104', '::ffff:10.1.2.3', true],
    ['::ffff:10.0.0.0/104', '11.1.2.3', false],
    ['::ffff:a00:0/104', '10.255.255.255', true],
    ['::ffff:10.1.2.3/128', '10.1.2.3', true],
    ['::ffff:10.1.2.3/128', '10.1.2.4', false],
    ['::ffff:0.0.0.0/96', '192.0.2.1', true],
    ['::ffff:0.0.0.0/96', '2001:db8::1', false],
    ['::ffff:10.1.2.3', '10.1.2.3', true],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', '10.1.2.3', false],
    ['::/0', '2001:db8::1', true],
    ['10.0.0.0/8', 'nonsense', false],
  ])('with %s: %s is in it: %s', (range, ip, expected) => {
    expect(allows(range, ip)).toBe(expected)
  })
})
