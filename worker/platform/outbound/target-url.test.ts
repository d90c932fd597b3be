import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOSTILE_URLS } from '../../../test/support/hostile-urls.ts'
import { checkTarget } from './target-url.ts'

const deployed = { local: false, ownHosts: ['gatehouse.example.com'] }
const verdict = (url: string, targetPolicy = deployed) => checkTarget(url, targetPolicy).ok

describe('a target', () => {
  it.each(HOSTILE_URLS)('is refused: %s', (url) => {
    const target = checkTarget(url, deployed)
    expect(target.ok).toBe(false)
    if (!target.ok) expect(target.message).toMatch(/^must /)
  })

  it.each([
    'https://example.com/hooks',
    'https://example.com:8443/hooks?token=1',
    'https://hooks.example.co.uk./x',
    'https://93.184.215.14/hook',
    'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/hook',
    'https://xn--bcher-kva.example/',
    'https://10.example.com/',
    'https://localhost.example.com/',
  ])('that everybody can reach is accepted: %s', (url) => expect(verdict(url)).toBe(true))

  it('on this machine is accepted only in local development, and never Gatehouse itself', () => {
    const local = { local: true, ownHosts: ['localhost:8787'] }
    for (const url of [
      'http://localhost:9000/',
      'http://127.0.0.1:9000/',
      'https://[::1]:9000/',
      'http://127.9.9.9/',
    ]) {
      expect(verdict(url, local), url).toBe(true)
      expect(verdict(url), url).toBe(false)
    }
    for (const url of [
      'http://localhost:8787/',
      'http://10.0.0.1/',
      'http://example.com/',
      'http://169.254.169.254/',
    ]) {
      expect(verdict(url, local), url).toBe(false)
    }
  })

  it('is refused for every address of every private range, in any notation', () => {
    const ranges: [number, number][] = [
      [0x0a000000, 0x0affffff],
      [0x7f000000, 0x7fffffff],
      [0xac100000, 0xac1fffff],
      [0xc0a80000, 0xc0a8ffff],
      [0xa9fe0000, 0xa9feffff],
      [0x64400000, 0x647fffff],
      [0xc6120000, 0xc613ffff],
      [0xe0000000, 0xffffffff],
      [0x00000000, 0x00ffffff],
    ]
    const spellings = [
      (n: number) => String(n),
      (n: number) => `0x${n.toString(16)}`,
      (n: number) => `0${n.toString(8)}`,
      (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join('.'),
      (n: number) => [n >>> 24, n & 0xffffff].join('.'),
      (n: number) =>
        [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].map((part) => `0x${part.toString(16)}`).join('.'),
      (n: number) => `[::ffff:${(n >>> 16).toString(16)}:${(n & 0xffff).toString(16)}]`,
      (n: number) => `[64:ff9b::${(n >>> 16).toString(16)}:${(n & 0xffff).toString(16)}]`,
      (n: number) => `[2002:${(n >>> 16).toString(16)}:${(n & 0xffff).toString(16)}::1]`,
    ]
    const address = fc.constantFrom(...ranges).chain(([from, to]) => fc.integer({ min: from, max: to }))
    fc.assert(
      fc.property(address, fc.constantFrom(...spellings), (number, spell) => {
        expect(verdict(`https://${spell(number)}/`)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})
