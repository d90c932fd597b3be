import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { LOG_COLUMNS, LogEntry } from '../../../../contract/event-logs.ts'
import { call, createKey, newTestOrg } from '../../../../test/support/kit.ts'
import { logEntry } from '../../../../test/support/log-entries.ts'
import { databaseOf } from '../../../platform/db/client.ts'
import type { LogRecord } from '../../../platform/request-log/entry.ts'
import { writeLogBatch } from '../ingest/write-batch.ts'

const db = databaseOf(env.DB)

function records(organizationId: string, count: number, start: number, more: Partial<LogRecord> = {}): LogRecord[] {
  return Array.from({ length: count }, (_, n) => {
    // Several have the same time: pages must not lose or repeat one at their boundaries.
    const time = start + Math.floor(n / 7)
    const status = n % 10 === 0 ? 404 : 200
    return logEntry(organizationId, { time, endpoint: `/api/v1/thing/${n}`, status, requestId: `req-${n}`, ...more })
  })
}

const write = (entries: LogRecord[]) => writeLogBatch(db, [{ id: crypto.randomUUID(), entries, counters: [] }])
const hourAgo = () => Date.now() - 3_600_000

describe('the export of the log', () => {
  it('contains each entry once, newest first, over many pages, and none that arrived meanwhile', async () => {
    const org = await newTestOrg()
    const entries = records(org.organizationId, 5500, hourAgo())
    await write(entries)
    const answer = await call('GET', '/api/v1/event-logs/export?format=jsonl&path=/thing/', org)
    expect(answer.headers.get('content-type')).toBe('application/jsonl; charset=utf-8')
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      if (text === '') await write(records(org.organizationId, 50, Date.now() + 1))
      text += read.value
    }
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => LogEntry.parse(JSON.parse(line)))
    expect(lines.map(({ id }) => id)).toEqual(
      entries.toSorted((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1)).map(({ id }) => id),
    )
  })

  it('is CSV with the requested columns, in which no text is executed as a formula', async () => {
    const org = await newTestOrg()
    const { id } = await createKey(org, { name: '=HYPERLINK("https://evil.example","click")' })
    await write(records(org.organizationId, 1, hourAgo(), { keyId: id, endpoint: '/a,"b"', status: 201 }))
    const answer = await call('GET', '/api/v1/event-logs/export?status=201&path=/a', org)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="event-logs-\d{4}-\d\d-\d\d\.csv"$/,
    )
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await answer.arrayBuffer())
    const [head, line, ...rest] = text.split('\r\n')
    expect(head).toBe(`\uFEFF${LOG_COLUMNS.join(',')}`)
    expect(line).toMatch(
      /^\d{4}-[^,]*Z,API call,"'=HYPERLINK\(""https:\/\/evil\.example"",""click""\)","\/a,""b""",GET,201,5,203\.0\.113\.9,ok,$/,
    )
    expect(rest).toEqual([''])
  })

  it('has the filters of the list', async () => {
    const org = await newTestOrg()
    await write(records(org.organizationId, 100, hourAgo()))
    const lines = async (query: string) => {
      const text = await (await call('GET', `/api/v1/event-logs/export?format=jsonl&${query}`, org)).text()
      return text.split('\n').filter(Boolean).length
    }
    expect(await lines('path=/thing/&status=4xx')).toBe(10)
    expect(await lines('path=/thing/&status=success')).toBe(90)
    expect(await lines('path=/thing/99')).toBe(1)
    expect(await lines('ip=2001:db8::1')).toBe(0)
    expect(await lines(`path=/thing/&to=${new Date(hourAgo() - 1000).toISOString()}`)).toBe(0)
  })

  it('shows nothing of another organization, and needs the scope to read the log', async () => {
    const [org, other] = await Promise.all([newTestOrg(), newTestOrg()])
    await write(records(other.organizationId, 10, hourAgo()))
    const text = await (await call('GET', '/api/v1/event-logs/export?path=/thing/', org)).text()
    expect(text.split('\r\n')).toHaveLength(2)
    const { key } = await createKey(org, { scopes: ['users:read'] })
    const answers = await Promise.all(
      ['?format=csv', '?format=xml', '?limit=5', '?cursor=abc', '?range=7d&from=2026-01-01T00:00:00Z'].map((query, n) =>
        call('GET', `/api/v1/event-logs/export${query}`, { key: n === 0 ? key : org.key }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([403, 422, 422, 422, 422])
  })

  it('ends when its reader disconnects', async () => {
    const org = await newTestOrg()
    await write(records(org.organizationId, 5000, hourAgo()))
    const answer = await call('GET', '/api/v1/event-logs/export', org)
    const reader = answer.body?.getReader()
    expect((await reader?.read())?.done).toBe(false)
    await reader?.cancel()
  })
})
