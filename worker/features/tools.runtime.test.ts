/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { SCOPE_GROUPS } from '../../contract/scope-catalog.data.ts'
import { scopeCovers } from '../../contract/scopes.data.ts'
import { stateOf } from '../../test/support/things.ts'
import { allTools, runTool, TOOL_CASES, type ToolCase } from '../../test/support/tool-calls.ts'
import { NO_THINGS, newSides, realDeps, refusalOf, UNTOUCHABLE } from '../../test/support/verb-calls.ts'
import { issueMessages } from '../platform/issues.ts'
import type { AgentTool } from '../platform/manifest/agent-tool.ts'
import { OUTCOMES } from './event-logs/explain/outcomes.ts'
import { STEPS } from './event-logs/explain/steps.ts'

const tools = await allTools()
const caseOf = ({ name }: AgentTool): ToolCase => {
  const found = TOOL_CASES[name]
  if (!found) throw new Error(`${name} is not among TOOL_CASES of test/support/tool-calls.ts`)
  return found
}
const each = tools.map((tool) => [tool.name, tool] as const)
const ofKind = (kind: ToolCase['kind']) => tools.filter((tool) => caseOf(tool).kind === kind)
const scopesFor = (tool: AgentTool) => ({
  scope: tool.scope ?? 'none:none',
  otherScopes: caseOf(tool).otherScopes ?? [],
})
const schemaOf = (tool: AgentTool) => z.toJSONSchema(tool.input, { io: 'input' })

/** All that a JSON Schema contains, with the path of each. */
function within(value: unknown, path = ''): [path: string, value: unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return [[path, value], ...Object.entries(value).flatMap(([name, one]) => within(one, `${path}/${name}`))]
}

/** The row of a tool in docs/tools.md. */
const rowOf = ({ name, title, scope, forParts, readOnly, destructive, approval }: AgentTool) => {
  const kind = readOnly ? 'reads' : destructive ? 'cannot be undone' : 'changes'
  const needs = scope === null ? 'none' : `\`${scope}\`${forParts ? ', also of one module' : ''}`
  return `| \`${name}\` | ${title} | ${needs} | ${kind}${approval ? ', after approval' : ''} |`
}

const ALL_SCOPES = [
  ...SCOPE_GROUPS.flatMap((group) => group.scopes.map(({ scope }) => scope)),
  ...['organization:read', 'organization:write', 'members:read', 'members:write'],
]

describe('the tools', () => {
  it('are all called by these tests, and have names of their own', () => {
    expect(tools.map(({ name }) => name).toSorted()).toEqual(Object.keys(TOOL_CASES).toSorted())
  })

  it('stand in docs/tools.md', () => {
    const [text = ''] = Object.values(
      import.meta.glob<string>('../../docs/tools.md', { query: '?raw', import: 'default', eager: true }),
    )
    expect(text.split('\n').filter((line) => line.startsWith('| `'))).toEqual(tools.map(rowOf))
  })

  it.each(each)('can be listed to every client: %s', (_, tool) => {
    // Clients put the name of the server before it, and have 64 characters for both.
    expect(tool.name).toMatch(/^[a-z][a-z0-9_]{2,31}$/)
    expect(Object.prototype).not.toHaveProperty(tool.name)
    expect(tool.title).toMatch(/^[A-Z][A-Za-z ]{3,50}$/)
    expect(tool.description.length).toBeGreaterThan(60)
    expect(tool.description).toMatch(/^[A-Z].*\.$/)
    const schema = schemaOf(tool)
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
    for (const word of ['oneOf', 'anyOf', 'allOf', 'not', '$defs']) expect(schema).not.toHaveProperty(word)
    for (const [path, value] of within(schema)) {
      expect(path).not.toMatch(/\/\$ref$/)
      if (!path.endsWith('/properties')) continue
      for (const [name, field] of Object.entries(value as object)) {
        expect(name).toMatch(/^[A-Za-z0-9_.-]{1,64}$/)
        expect(field.description, `${path}/${name}`).toMatch(/^[A-Za-z]/)
      }
    }
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      if (typeof field !== 'object' || field.type !== 'array') continue
      expect(field.maxItems, name).toBeLessThanOrEqual(100)
    }
    if (schema.properties?.limit) expect(schema.properties.limit).toMatchObject({ minimum: 1, maximum: 25 })
  })

  it.each(each)('say what they do by their annotations: %s', (_, tool) => {
    const { readOnly, destructive = false, idempotent = false, approval = false, scope } = tool
    expect(readOnly).toBe(scope === null || scope.endsWith(':read'))
    if (readOnly)
      expect({ destructive, idempotent, approval }).toEqual({ destructive: false, idempotent: false, approval: false })
    if (scope !== null) expect(ALL_SCOPES).toContain(scope)
    expect(tool.description.includes('A person approves')).toBe(approval)
    expect(/cannot be undone|for good/.test(tool.description)).toBe(destructive)
  })

  it('are named rightly where their texts lead from one to another', () => {
    const names = new Set(tools.map(({ name }) => name))
    const fields = new Set(
      tools.flatMap((tool) => within(schemaOf(tool)).flatMap(([path]) => path.split('/').at(-1) ?? [])),
    )
    const texts = [
      ...Object.values(STEPS),
      ...Object.values(OUTCOMES).map(([what]) => what),
      ...tools.map(({ description }) => description),
      ...tools.flatMap((tool) =>
        within(schemaOf(tool)).flatMap(([path, value]) => (path.endsWith('/description') ? [String(value)] : [])),
      ),
    ]
    const named = texts.flatMap((text) => text.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [])
    const codes = ['api_call', ...Object.keys(OUTCOMES)]
    const unknown = named.filter((word) => !names.has(word) && !fields.has(word) && !codes.includes(word))
    expect([...new Set(unknown)].filter((word) => !/^api_key$/.test(word))).toEqual([])
  })

  it.each(each)('refuse wrong input by the name of its field: %s', (_, tool) => {
    const good = caseOf(tool).input(NO_THINGS)
    expect(tool.input.safeParse(good).success).toBe(true)
    const refused = (input: object) => {
      const parsed = tool.input.safeParse(input)
      return parsed.success ? [] : parsed.error.issues.flatMap(issueMessages)
    }
    expect(refused({ ...good, nonsense: 1 })).toEqual([
      { path: 'nonsense', message: expect.stringContaining('not known') },
    ])
    const schema = schemaOf(tool)
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      const wrong = typeof field === 'object' && field.type === 'object' ? 5 : { wrong: true }
      const errors = refused({ ...good, [name]: wrong })
      expect(
        errors.map(({ path }) => path.split('.')[0]),
        name,
      ).toContain(name)
      for (const { message } of errors) expect(message).not.toMatch(/Invalid input|^$/)
      if (schema.required?.includes(name)) {
        const { [name]: _left, ...rest } = { ...good, [name]: undefined }
        expect(refused(rest)).toContainEqual({ path: name, message: 'is required' })
      }
    }
  })

  it.each(each.filter(([, { scope }]) => scope !== null))(
    'are refused without their scope before they read or write anything: %s',
    async (_, tool) => {
      const wanted = tool.scope ?? ''
      const { actor } = await sides
      const scopes = ALL_SCOPES.filter((held) => !scopeCovers(held, wanted))
      const without = { ...actor('live', { scope: 'none:none' }), scopes }
      const refused = await refusalOf(() => runTool(tool, UNTOUCHABLE, without, caseOf(tool).input(NO_THINGS)))
      expect(refused).toMatchObject({ kind: 'forbidden', code: 'scope_missing' })
    },
  )

  it.each(ofKind('byId').map((tool) => [tool.name, tool] as const))(
    'find nothing of the other environment unless a live credential names it, and change nothing: %s',
    async (_, tool) => {
      const { org, actor, things } = await newSides()
      const [live, test] = [await things('live'), await things('test')]
      const { input } = caseOf(tool)
      const run = (by: 'live' | 'test', args: object) =>
        refusalOf(() => runTool(tool, realDeps(), actor(by, scopesFor(tool)), args as Record<string, unknown>))
      const before = await stateOf(org.organizationId)
      expect(await run('test', input(live))).toMatchObject({ kind: 'not_found' })
      expect(await run('live', input(test))).toMatchObject({ kind: 'not_found' })
      expect(await run('test', { ...input(live), environment: 'live' })).toMatchObject({
        kind: 'invalid',
        errors: [{ path: 'environment' }],
      })
      const other = await newSides()
      expect(
        await refusalOf(() => runTool(tool, realDeps(), other.actor('live', scopesFor(tool)), input(live))),
      ).toMatchObject({ kind: 'not_found' })
      expect(await stateOf(org.organizationId)).toBe(before)
      expect(await run('live', { ...input(test), environment: 'test' })).toBeNull()
      expect(await run('live', input(live))).toBeNull()
    },
  )

  it('list nothing of the other environment unless a live credential names it', async () => {
    const { actor, things } = await newSides()
    const [live, test] = [await things('live'), await things('test')]
    for (const tool of ofKind('list')) {
      const { input, shows = 'keyId' } = caseOf(tool)
      const shown = async (by: 'live' | 'test', more: object = {}) => {
        const text = JSON.stringify(
          await runTool(tool, realDeps(), actor(by, scopesFor(tool)), { ...input(live), limit: 25, ...more }),
        )
        return [live, test].map((some) => text.includes(some[shows]))
      }
      expect(await shown('live'), tool.name).toEqual([true, false])
      expect(await shown('test'), tool.name).toEqual([false, true])
      expect(await shown('live', { environment: 'test' }), tool.name).toEqual([false, true])
    }
  })

  it('create nothing in the live environment for a test credential', async () => {
    const { org, actor, things } = await newSides()
    const some = await things('test')
    for (const tool of ofKind('creates')) {
      const { input } = caseOf(tool)
      const run = (more: object) =>
        runTool(tool, realDeps(), actor('test', scopesFor(tool)), { ...input(some), ...more })
      const before = await stateOf(org.organizationId)
      expect(await refusalOf(() => run({ environment: 'live' })), tool.name).toMatchObject({
        kind: 'invalid',
        errors: [{ path: 'environment' }],
      })
      expect(await stateOf(org.organizationId)).toBe(before)
      expect((await run({})).data, tool.name).toMatchObject({ environment: 'test' })
    }
  })
})

const sides = newSides()
