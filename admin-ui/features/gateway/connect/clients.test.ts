import { describe, expect, test } from 'vitest'
import { CLIENTS, serverName, stepsOf, supports } from './clients.ts'

const KEY = "sk_live_it's"
const facts = { url: 'https://gate.example.com/mcp', name: 'gatehouse', key: KEY }
const WAYS = ['oauth', 'key'] as const
const all = CLIENTS.flatMap((client) => WAYS.map((way) => ({ client, way, steps: stepsOf(client, way, facts) })))

describe('the instructions that connect a client', () => {
  test.each(all)('of $client by $way name the URL, and the key only where it is needed', ({ client, way, steps }) => {
    if (!supports(client, way)) return expect(steps).toEqual([])
    const codes = steps.map(({ code = '' }) => code)
    expect(codes.join('\n')).toContain(facts.url)
    const withKey = steps.filter(({ code = '' }) => code.includes('sk_live_it'))
    expect(withKey.length > 0).toBe(way === 'key')
    // Whoever sees the page can tell which of them must stay secret.
    expect(withKey.every(({ secret }) => secret)).toBe(true)
  })

  test('never put the key into a URL', () => {
    for (const { steps } of all) {
      for (const { code = '' } of steps) {
        for (const [url] of code.matchAll(/https?:\/\/[^\s'"]+/g)) expect(url).toBe(facts.url)
      }
    }
  })

  test('are valid JSON where they go into a JSON file', () => {
    for (const { steps } of all) {
      for (const { code, file } of steps) {
        if (file?.endsWith('.json')) expect(() => JSON.parse(code ?? '')).not.toThrow()
      }
    }
  })

  test('quote what goes into a shell', () => {
    const [exported] = stepsOf('claude-code', 'key', facts)
    expect(exported?.code).toBe("export GATEHOUSE_API_KEY='sk_live_it'\\''s'")
  })

  test('know which clients have no keys', () => {
    expect(supports('chatgpt', 'key')).toBe(false)
    expect(CLIENTS.every((client) => supports(client, 'oauth'))).toBe(true)
  })

  test.each([
    ['claude-code', 'oauth', "claude mcp add --transport http gatehouse 'https://gate.example.com/mcp'"],
    ['codex', 'oauth', "codex mcp add gatehouse --url 'https://gate.example.com/mcp'"],
    ['gemini', 'oauth', "gemini mcp add --scope user --transport http gatehouse 'https://gate.example.com/mcp'"],
  ] as const)('of %s by %s is one command', (client, way, command) => {
    expect(stepsOf(client, way, facts)[0]?.code).toBe(command)
  })

  test.each([
    ['cursor', { mcpServers: { gatehouse: { url: facts.url } } }],
    ['vscode', { servers: { gatehouse: { type: 'http', url: facts.url } } }],
    ['windsurf', { mcpServers: { gatehouse: { serverUrl: facts.url } } }],
  ] as const)('of %s has the members that this client reads', (client, expected) => {
    expect(JSON.parse(stepsOf(client, 'oauth', facts)[0]?.code ?? '')).toEqual(expected)
  })
})

test('a server is called like its host, unless that says nothing', () => {
  expect(serverName('https://forum.example.com/mcp')).toBe('forum')
  expect(serverName('https://api.example.com/mcp')).toBe('gatehouse')
  expect(serverName('http://localhost:8787/mcp')).toBe('gatehouse')
  expect(serverName('http://127.0.0.1:8787/mcp')).toBe('gatehouse')
})
