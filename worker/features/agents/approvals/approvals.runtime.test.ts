import { env } from 'cloudflare:workers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { APPROVAL_SECONDS, MAX_PENDING_APPROVALS } from '../../../../contract/agents.data.ts'
import type { AgentTools, Approval } from '../../../../contract/agents.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import type { EventSummary } from '../../../../contract/events.ts'
import { billedDatabase } from '../../../../test/support/billed.ts'
import {
  call,
  createKey,
  json,
  newTestOrg,
  ORIGIN,
  settled,
  signIn,
  type TestOrg,
} from '../../../../test/support/kit.ts'
import { callTool, errorOf, type ToolAnswer } from '../../../../test/support/mcp.ts'
import { newApp, tokensOf } from '../../../../test/support/oauth.ts'
import { soon } from '../../../../test/support/until.ts'
import { FEATURES } from '../../../features.ts'
import { databaseOf, runBatch } from '../../../platform/db/client.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { installFeatures } from '../../../platform/manifest/feature.ts'
import { agentRetention } from '../retention.ts'

const ran: unknown[] = []

const deletePost = agentTool({
  name: 'test_delete_post',
  title: 'Delete a post',
  description: 'Deletes a post.',
  scope: null,
  readOnly: false,
  destructive: true,
  approval: true,
  input: z.object({ id: z.int(), quietly: z.boolean().default(false), password: z.string().optional() }),
  run: async (_deps, actor, input) => {
    ran.push(input)
    return { data: { deleted: (input as { id: number }).id, requestId: actor.requestId } }
  },
})

beforeAll(() => {
  installFeatures([...FEATURES, { name: 'test', agentTools: async () => ({ tools: [deletePost] }) }])
})
afterAll(() => installFeatures(FEATURES))

const TOOL = 'test_delete_post'
type Waiting = { status: string; approvalId: string; link: string; expiresInSeconds: number }
const waitingOf = (answer: ToolAnswer): Waiting => {
  expect(answer.isError, answer.content[0]?.text).toBeUndefined()
  expect(answer.structuredContent).toMatchObject({ status: 'waiting_for_approval' })
  return answer.structuredContent as Waiting
}

const decide = (cookie: string, id: string, what: 'approve' | 'deny', body?: object) =>
  call('POST', `/api/v1/approvals/${id}/${what}`, { cookie, ...(body && { body }) })
const approvalsOf = async (org: TestOrg, query = '') =>
  (await json<Page<Approval>>('GET', `/api/v1/approvals?${query}`, { key: org.key })).data
const eventsOf = async (org: TestOrg) =>
  (await json<Page<EventSummary>>('GET', '/api/v1/events', { key: org.key })).data.map(({ type }) => type)
const auditsOf = async (org: TestOrg) => {
  const { results } = await env.DB.prepare(
    "SELECT action, actor_name, environment FROM audit_logs WHERE organization_id = ? AND target_type = 'approval'",
  )
    .bind(org.organizationId)
    .all()
  return results
}
const expire = (id: string) => env.DB.prepare('UPDATE approvals SET expires_at = 1 WHERE id = ?').bind(id).run()

async function newAgent() {
  const org = await newTestOrg()
  const [{ key, id }, cookie] = [await createKey(org, { name: 'Agent', scopes: ['users:read'] }), await signIn(org)]
  ran.length = 0
  return { org, key, keyId: id, cookie }
}

describe('a tool that needs approval', () => {
  it('answers that it waits, and announces it with its arguments, without what looks secret', async () => {
    const { org, key, keyId } = await newAgent()
    const waiting = waitingOf(await callTool(key, TOOL, { id: 5, password: 'hunter22' }))
    expect(waiting.link).toBe(`${ORIGIN}/gateway-routes?view=approvals&id=${waiting.approvalId}`)
    expect(waiting.expiresInSeconds).toBe(APPROVAL_SECONDS)
    const [approval] = await approvalsOf(org)
    expect(approval).toMatchObject({
      id: waiting.approvalId,
      environment: 'live',
      status: 'pending',
      tool: TOOL,
      title: 'Delete a post',
      routeId: null,
      arguments: { id: 5, quietly: false, password: '[redacted]' },
      caller: { type: 'api_key', id: keyId, name: 'Agent' },
      decidedAt: null,
      usedAt: null,
    })
    const [event] = (await json<Page<EventSummary>>('GET', '/api/v1/events', { key: org.key })).data
    expect(event?.type).toBe('approval.requested')
    const { data } = await json<{ data: object }>('GET', `/api/v1/events/${event?.id}`, { key: org.key })
    expect(data).toMatchObject({ id: waiting.approvalId, tool: TOOL, status: 'pending', arguments: { id: 5 } })
    expect(JSON.stringify([data, await approvalsOf(org)])).not.toContain('hunter22')
    expect(ran).toEqual([])
    await settled()
    await soon(async () => {
      const { data: entries } = await json<Page<object>>('GET', '/api/v1/event-logs?type=tool', { key: org.key })
      return entries[0]
    }).toMatchObject({ outcome: 'approval_needed', status: 202, reason: { tool: TOOL } })
  })

  it('asks once for the same call, whatever the order of its arguments and whether defaults are written out', async () => {
    const { org, key } = await newAgent()
    const first = waitingOf(await callTool(key, TOOL, { id: 5 }))
    for (const args of [{ id: 5, quietly: false }, { quietly: false, id: 5 }, { id: 5 }]) {
      expect(waitingOf(await callTool(key, TOOL, args)).approvalId).toBe(first.approvalId)
    }
    const many = await Promise.all(Array.from({ length: 20 }, () => callTool(key, TOOL, { id: 6 })))
    expect(new Set(many.map((one) => waitingOf(one).approvalId)).size).toBe(1)
    expect(waitingOf(await callTool(key, TOOL, { id: 9 })).approvalId).not.toBe(first.approvalId)
    const other = await createKey(org, { scopes: ['users:read'] })
    expect(waitingOf(await callTool(other.key, TOOL, { id: 5 })).approvalId).not.toBe(first.approvalId)
    expect((await approvalsOf(org)).length).toBe(4)
    expect((await eventsOf(org)).length).toBe(4)
  })

  it('runs exactly once when it was approved, and tells the others in which request', async () => {
    const { org, key, cookie } = await newAgent()
    const { approvalId } = waitingOf(await callTool(key, TOOL, { id: 5 }))
    expect((await decide(cookie, approvalId, 'approve')).status).toBe(200)
    const answers = await Promise.all(Array.from({ length: 20 }, () => callTool(key, TOOL, { id: 5, quietly: false })))
    expect(ran).toEqual([{ id: 5, quietly: false }])
    const [good, ...others] = answers.toSorted((a, b) => Number(a.isError ?? false) - Number(b.isError ?? false))
    const { data } = (good?.structuredContent ?? {}) as { data: { requestId: string } }
    expect(data).toMatchObject({ deleted: 5 })
    expect(others).toHaveLength(19)
    for (const one of others) {
      expect(errorOf(one)).toMatchObject({ code: 'approval_over', message: expect.stringContaining(data.requestId) })
    }
    expect(errorOf(await callTool(key, TOOL, { id: 5 })).code).toBe('approval_over')
    expect(ran).toHaveLength(1)
    expect(await approvalsOf(org)).toMatchObject([{ status: 'used', requestId: data.requestId }])
  })

  it('waits anew for other arguments, or for another caller, than those that were approved', async () => {
    const { org, key, cookie } = await newAgent()
    const { approvalId } = waitingOf(await callTool(key, TOOL, { id: 5 }))
    await decide(cookie, approvalId, 'approve')
    waitingOf(await callTool(key, TOOL, { id: 9 }))
    waitingOf(await callTool(key, TOOL, { id: 5, quietly: true }))
    waitingOf(await callTool((await createKey(org, { scopes: ['users:read'] })).key, TOOL, { id: 5 }))
    expect(ran).toEqual([])
  })

  it('never runs when it was denied, and tells the reason', async () => {
    const { key, cookie } = await newAgent()
    const { approvalId } = waitingOf(await callTool(key, TOOL, { id: 5 }))
    expect((await decide(cookie, approvalId, 'deny', { reason: 'Not this one.' })).status).toBe(200)
    for (let n = 0; n < 3; n++) {
      const error = errorOf(await callTool(key, TOOL, { id: 5 }))
      expect(error).toMatchObject({ code: 'approval_over', message: expect.stringContaining('Not this one.') })
    }
    const checked = await callTool(key, 'check_approval', { approvalId })
    expect(checked.structuredContent).toMatchObject({ data: { status: 'denied', reason: 'Not this one.' } })
    expect(ran).toEqual([])
  })

  it('never runs when nobody decided in time, or when the agent came too late', async () => {
    const { org, key, cookie } = await newAgent()
    const { approvalId } = waitingOf(await callTool(key, TOOL, { id: 5 }))
    await expire(approvalId)
    const late = await decide(cookie, approvalId, 'approve')
    expect([late.status, (await late.json<Problem>()).code]).toEqual([409, 'approval_over'])
    expect((await approvalsOf(org, 'status=expired')).map(({ id }) => id)).toEqual([approvalId])
    expect(await approvalsOf(org, 'status=pending')).toEqual([])
    const second = waitingOf(await callTool(key, TOOL, { id: 5 })).approvalId
    expect(second).not.toBe(approvalId)
    await decide(cookie, second, 'approve')
    await expire(second)
    expect(waitingOf(await callTool(key, TOOL, { id: 5 })).approvalId).not.toBe(second)
    expect((await approvalsOf(org)).map(({ status }) => status)).toEqual(['pending', 'expired', 'expired'])
    expect(ran).toEqual([])
  })

  it('may wait for as many calls of a credential as are allowed', async () => {
    const { org, key, keyId } = await newAgent()
    const now = Date.now()
    const insert = env.DB.prepare(
      `INSERT INTO approvals (organization_id, id, environment, status, tool, title, arguments, call_hash, caller_type, caller_id,
         caller_name, created_at, expires_at) VALUES (?, ?, 'live', 'pending', 't', 't', '{}', ?, 'api_key', ?, 'a', ?, ?)`,
    )
    const rows = Array.from({ length: MAX_PENDING_APPROVALS - 1 }, (_, n) =>
      insert.bind(org.organizationId, `apr_0${n}`, `hash ${n}`, keyId, now, now + 60_000),
    )
    await env.DB.batch(rows)
    waitingOf(await callTool(key, TOOL, { id: 1 }))
    expect(errorOf(await callTool(key, TOOL, { id: 2 })).code).toBe('too_many_approvals')
    expect((await eventsOf(org)).length).toBe(1)
    await env.DB.prepare('UPDATE approvals SET expires_at = 1 WHERE organization_id = ?').bind(org.organizationId).run()
    waitingOf(await callTool(key, TOOL, { id: 2 }))
  })

  it('is asked for by access tokens under their grant', async () => {
    const { org, cookie } = await newAgent()
    const { access_token } = await tokensOf(org, await newApp(org, { scopes: ['users:read'] }))
    const { approvalId } = waitingOf(await callTool(access_token, TOOL, { id: 5 }))
    expect(await approvalsOf(org)).toMatchObject([
      { caller: { type: 'oauth_token', id: expect.stringMatching(/^gnt_/) } },
    ])
    await decide(cookie, approvalId, 'approve')
    expect((await callTool(access_token, TOOL, { id: 5 })).isError).toBeUndefined()
    expect(ran).toHaveLength(1)
  })
})

describe('a decision', () => {
  it('is made once by 20 people at the same time, with one entry and one event, and can be repeated', async () => {
    const { org, key, cookie } = await newAgent()
    const { approvalId } = waitingOf(await callTool(key, TOOL, { id: 5 }))
    const answers = await Promise.all(Array.from({ length: 20 }, () => decide(cookie, approvalId, 'approve')))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    const bodies = await Promise.all(answers.map((answer) => answer.json<Approval>()))
    expect(bodies.every(({ status, decidedBy }) => status === 'approved' && decidedBy === 'Tess Tester')).toBe(true)
    expect(await auditsOf(org)).toEqual([
      { action: 'tool_call.approved', actor_name: 'Tess Tester', environment: 'live' },
    ])
    expect((await eventsOf(org)).toSorted()).toEqual(['approval.decided', 'approval.requested'])
    const other = await decide(cookie, approvalId, 'deny')
    expect([other.status, (await other.json<Problem>()).code]).toEqual([409, 'approval_over'])
  })

  it('is one of both when some approve and others deny', async () => {
    const { org, key, cookie } = await newAgent()
    const { approvalId } = waitingOf(await callTool(key, TOOL, { id: 5 }))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => decide(cookie, approvalId, n % 2 === 0 ? 'approve' : 'deny')),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(10).fill(200), ...Array(10).fill(409)])
    expect(await auditsOf(org)).toHaveLength(1)
  })

  it('is made by a POST of a signed-in person alone, from our own pages', async () => {
    const { org, key, cookie } = await newAgent()
    const { approvalId } = waitingOf(await callTool(key, TOOL, { id: 5 }))
    const path = `/api/v1/approvals/${approvalId}`
    for (const what of ['approve', 'deny']) {
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
        expect((await call(method, `${path}/${what}`, { cookie })).status, method).toBe(405)
      }
      const byKey = await call('POST', `${path}/${what}`, { key: org.key })
      expect([byKey.status, (await byKey.json<Problem>()).code]).toEqual([403, 'session_needed'])
      const foreign = await call('POST', `${path}/${what}`, { cookie, headers: { origin: 'https://evil.example' } })
      expect([foreign.status, (await foreign.json<Problem>()).code]).toEqual([403, 'origin_mismatch'])
    }
    expect((await call('GET', path, { cookie })).status).toBe(200)
    expect(await approvalsOf(org)).toMatchObject([{ status: 'pending' }])
  })

  it('needs the right to change routes, and an approval of the own organization', async () => {
    const { key, cookie, org } = await newAgent()
    const { approvalId } = waitingOf(await callTool(key, TOOL, { id: 5 }))
    const stranger = await signIn(await newTestOrg())
    expect((await decide(stranger, approvalId, 'approve')).status).toBe(404)
    await env.DB.prepare("UPDATE members SET role = 'viewer' WHERE organization_id = ?").bind(org.organizationId).run()
    const viewer = await decide(cookie, approvalId, 'approve')
    expect([viewer.status, (await viewer.json<Problem>()).code]).toEqual([403, 'role_insufficient'])
    await env.DB.prepare("UPDATE members SET role = 'developer' WHERE organization_id = ?")
      .bind(org.organizationId)
      .run()
    const secret = await decide(cookie, approvalId, 'deny', { reason: `because of ${org.key}` })
    expect([secret.status, (await secret.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'reason'])
    expect((await decide(cookie, approvalId, 'approve')).status).toBe(200)
  })
})

describe('approvals', () => {
  it('are listed by status and page, and purged after 30 days', async () => {
    const { org, key, cookie } = await newAgent()
    const ids = []
    for (const id of [1, 2, 3]) ids.push(waitingOf(await callTool(key, TOOL, { id })).approvalId)
    await decide(cookie, ids[0] ?? '', 'approve')
    expect((await approvalsOf(org, 'status=pending')).map(({ id }) => id)).toEqual([ids[2], ids[1]])
    expect((await approvalsOf(org, 'status=approved')).map(({ id }) => id)).toEqual([ids[0]])
    const page = await json<Page<Approval>>('GET', '/api/v1/approvals?limit=2', { key: org.key })
    const rest = await json<Page<Approval>>('GET', `/api/v1/approvals?limit=2&cursor=${page.nextCursor}`, {
      key: org.key,
    })
    expect([...page.data, ...rest.data].map(({ id }) => id)).toEqual(ids.toReversed())
    expect(rest.nextCursor).toBeNull()
    expect((await call('GET', '/api/v1/approvals?cursor=nonsense', { key: org.key })).status).toBe(422)
    const db = databaseOf(env.DB)
    for (const sweep of agentRetention.sweeps ?? []) await runBatch(db, sweep(Date.now() + 29 * 86_400_000, 1000))
    expect(await approvalsOf(org)).toHaveLength(3)
    for (const sweep of agentRetention.sweeps ?? []) await runBatch(db, sweep(Date.now() + 31 * 86_400_000, 1000))
    expect(await approvalsOf(org)).toEqual([])
  })

  it('are told an agent for its own calls alone', async () => {
    const { org, key } = await newAgent()
    const { approvalId } = waitingOf(await callTool(key, TOOL, { id: 5 }))
    expect((await callTool(key, 'check_approval', { approvalId })).structuredContent).toMatchObject({
      data: { id: approvalId, status: 'pending' },
    })
    expect(errorOf(await callTool(org.key, 'check_approval', { approvalId })).code).toBe('not_found')
  })
})

// The figures of docs/cost.md.
it('an approval costs a fixed number of rows, and a call of a tool none', async () => {
  const { org, key, cookie } = await newAgent()
  const message = (name: string, args: object) => ({
    key,
    body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } },
    headers: { accept: 'application/json, text/event-stream' },
  })
  const costOf = async (work: (bindings: Cloudflare.Env) => Promise<Response>) => {
    const { bill, db } = billedDatabase({ withRaw: true })
    const answer = await work({ ...env, DB: db })
    expect(answer.status, await answer.clone().text()).toBe(200)
    return bill.written
  }
  const ask = (name: string, args: object) =>
    costOf((bindings) => call('POST', '/mcp', { ...message(name, args), env: bindings }))
  await callTool(key, 'who_am_i')
  const asked = await ask(TOOL, { id: 5 })
  const [approval] = await approvalsOf(org)
  const costs = {
    call: await ask('who_am_i', {}),
    asked,
    again: await ask(TOOL, { id: 5 }),
    approved: await costOf((bindings) =>
      call('POST', `/api/v1/approvals/${approval?.id}/approve`, { cookie, env: bindings }),
    ),
    used: await ask(TOOL, { id: 5 }),
  }
  expect(costs).toEqual({ call: 0, asked: 4, again: 0, approved: 6, used: 1 })
})

it('the list of tools shows people and keys with the right all tools, and where they are', async () => {
  const { org, key } = await newAgent()
  const { data, url } = await json<AgentTools>('GET', '/api/v1/agent-tools', { key: org.key })
  expect(url).toBe(`${ORIGIN}/mcp`)
  expect(data.find(({ name }) => name === TOOL)).toMatchObject({
    approval: true,
    destructive: true,
    readOnly: false,
    cost: 1,
    source: 'gatehouse',
    scopes: [],
  })
  expect((await call('GET', '/api/v1/agent-tools', { key })).status).toBe(403)
})
