import { describe, expect, it } from 'vitest'
import { urlProblem, urlProblemSoFar } from './target.ts'

describe('the address of a webhook', () => {
  it.each([
    ['https://example.com/hooks', null],
    ['  https://example.com ', null],
    ['', 'needUrl'],
    ['example.com', 'needHttps'],
    ['http://example.com', 'needHttps'],
    ['http://localhost:8080', 'needHttps'],
    ['https://', 'badUrl'],
    ['https://ex ample.com', 'badUrl'],
    ['https://me:pass@example.com', 'noCredentials'],
  ])('%s: %s', (text, problem) => {
    expect(urlProblem(text, false)).toBe(problem)
  })

  it('may be on this machine only where the dashboard is too', () => {
    for (const host of ['localhost:8080', '127.0.0.1', '[::1]:9000'])
      expect(urlProblem(`http://${host}/`, true)).toBeNull()
    expect(urlProblem('http://example.com', true)).toBe('needHttpsOrLocal')
  })

  it('is not wrong yet while its beginning is typed', () => {
    for (const text of ['', 'h', 'https:', 'https://']) expect(urlProblemSoFar(text, false)).toBeNull()
    expect(urlProblemSoFar('http://', true)).toBeNull()
    expect(urlProblemSoFar('http:', false)).toBe('needHttps')
    expect(urlProblemSoFar('ftp', false)).toBe('needHttps')
  })
})
