import { describe, expect, it } from 'vitest'
import { isRedirectAllowed, placeOf } from './redirect-uri.ts'

describe('a redirect URI', () => {
  it.each([
    ['https://app.example/cb', 'https://app.example/cb'],
    ['https://app.example/cb?foo=1', 'https://app.example/cb?foo=1'],
    ['cursor://anysphere.cursor-retrieval/oauth', 'cursor://anysphere.cursor-retrieval/oauth'],
    // RFC 8252, section 7.3: any port.
    ['http://localhost/callback', 'http://localhost:51234/callback'],
    ['http://localhost:3000/callback', 'http://localhost:51234/callback'],
    ['http://localhost:3000/callback', 'http://localhost/callback'],
    ['http://127.0.0.1', 'http://127.0.0.1:8000'],
    ['http://[::1]/cb?x=1', 'http://[::1]:9/cb?x=1'],
  ])('%s allows %s', (registered, uri) => {
    expect(isRedirectAllowed(['https://other.example/', registered], uri)).toBe(true)
  })

  it.each([
    ['https://app.example/cb', 'https://app.example/cb/'],
    ['https://app.example/cb', 'https://app.example/cb?x=1'],
    ['https://app.example/cb', 'https://app.example/CB'],
    ['https://app.example/cb', 'https://APP.example/cb'],
    ['https://app.example/cb', 'https://app.example:443/cb'],
    ['https://app.example/cb', 'https://app.example/x/../cb'],
    ['https://app.example/cb', 'https://app.example.evil.example/cb'],
    ['https://app.example/cb', 'https://app.example@evil.example/cb'],
    ['https://app.example/cb', 'https://app.example/cb#x'],
    ['https://localhost/cb', 'https://localhost:8443/cb'],
    ['http://localhost/callback', 'http://127.0.0.1:51234/callback'],
    ['http://127.0.0.1/callback', 'http://localhost:51234/callback'],
    ['http://127.0.0.1/callback', 'http://[::1]:51234/callback'],
    ['http://localhost/callback', 'http://localhost:51234/callback/'],
    ['http://localhost/callback', 'http://localhost:51234/callback?x=1'],
    ['http://localhost/callback', 'http://localhost:99999/callback'],
    ['http://localhost/callback', 'http://localhost:80@evil.example/callback'],
    ['http://localhost/callback', 'http://localhost.evil.example/callback'],
    ['http://127.0.0.1/cb', 'http://127.0.0.10/cb'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['data:text/html,x', 'data:text/html,x'],
    ['vbscript:x', 'vbscript:x'],
    ['blob:https://app.example/1', 'blob:https://app.example/1'],
    ['file:///etc/passwd', 'file:///etc/passwd'],
    ['http://app.example/cb', 'http://app.example/cb'],
  ])('%s does not allow %s', (registered, uri) => {
    expect(isRedirectAllowed([registered], uri)).toBe(false)
  })

  it('is named by its host, or by the scheme of an app', () => {
    expect(placeOf('https://app.example/cb?x=1')).toBe('app.example')
    expect(placeOf('http://localhost:51234/cb')).toBe('localhost:51234')
    expect(placeOf('slack://test')).toBe('slack')
  })
})
