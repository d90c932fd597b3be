import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALERT_KINDS } from '../../../contract/alerts.data.ts'
import { mailOf } from './mail.ts'

const org = { name: 'Acme', timeZone: 'Europe/Berlin' }
const alert = (kind: string, details = {}, targetName = 'Mobile App') => ({
  kind,
  severity: 'warning' as const,
  targetType: 'api_key',
  targetName,
  details,
})

describe('a mail', () => {
  it('says what happened in words, with dates in the time zone of the organization', () => {
    const { subject, text } = mailOf(org, [alert('key_expiring', { expiresAt: '2026-11-25T23:30:00.000Z' })])
    expect(subject).toBe('[Acme] Alert for Mobile App')
    expect(text).toContain('WARNING: The key "Mobile App" is good until 26 Nov 2026, 00:30 (Europe/Berlin)')
  })

  it('says whether a leaked key still works', () => {
    const off = mailOf(org, [alert('key_leaked', { source: 'github', url: null, action: 'disabled' })])
    expect(off.text).toContain('was found in public (github) and has been switched off')
    expect(mailOf(org, [alert('key_leaked', { action: 'flagged' })]).text).toContain('in public and still works')
  })

  it('about many alerts has their number and describes the first ones', () => {
    const { subject, text } = mailOf(
      org,
      Array.from({ length: 40 }, (_, n) => alert('key_unused', {}, `Key ${n}`)),
    )
    expect(subject).toBe('[Acme] 40 new alerts')
    expect(text).toContain('"Key 29" was never used')
    expect(text).not.toContain('"Key 30"')
    expect(text).toContain('And 10 more.')
  })

  it('contains no key and no injected header, whatever names and details contain', () => {
    const key = `sk_live_${'a1B2'.repeat(12)}`
    const dirty = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(`x\r\nBcc: all@example.com`), fc.constant(key))
    fc.assert(
      fc.property(fc.constantFrom(...ALERT_KINDS), dirty, dirty, dirty, (kind, name, target, source) => {
        const url = `https://example.com/${key}`
        const some = [source, key]
        const details = { source, url, by: source, words: key, routes: some, scopes: some, settings: some, calls: 3 }
        const { subject, text } = mailOf({ name, timeZone: 'UTC' }, [alert(kind, details, target)])
        expect(subject).not.toMatch(/\p{Cc}/u)
        expect(text).not.toMatch(/^Bcc:/m)
        expect(subject + text).not.toContain(key)
      }),
    )
  })
})
