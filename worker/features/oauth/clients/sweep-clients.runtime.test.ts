import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { newTestOrg } from '../../../../test/support/kit.ts'
import { newApp } from '../../../../test/support/oauth.ts'
import { databaseOf, runBatch } from '../../../platform/db/client.ts'
import { oauthRetention } from '../retention.ts'

const DAY = 86_400_000

async function store(clientId: string, source: string, freshUntil: number, usedAt: number | null): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO oauth_clients (client_id, source, metadata, created_at, fresh_until, used_at) VALUES (?, ?, '{}', 0, ?, ?)`,
  )
    .bind(clientId, source, freshUntil, usedAt)
    .run()
}

describe('the sweep of clients that no organization made', () => {
  it('removes stale copies of documents, unused registrations, and those that no organization has any more', async () => {
    const now = Date.now()
    await store('https://fresh.example/a', 'document', now - DAY + 1000, now)
    await store('https://stale.example/a', 'document', now - DAY - 1000, now)
    await store('gh_dyn_new', 'registration', now + DAY, null)
    await store('gh_dyn_unused', 'registration', now - DAY - 1000, null)
    await store('gh_dyn_used', 'registration', now - 90 * DAY, now - 100 * DAY)
    await store('gh_dyn_deleted', 'registration', now - 90 * DAY, now - 100 * DAY)
    await store('gh_dyn_just_allowed', 'registration', now - DAY - 1000, now)
    const org = await newTestOrg()
    const { id } = await newApp(org)
    await env.DB.prepare(`UPDATE oauth_apps SET client_id = 'gh_dyn_used', source = 'registration' WHERE id = ?`)
      .bind(id)
      .run()
    for (const sweep of oauthRetention.sweeps ?? []) await runBatch(databaseOf(env.DB), sweep(now, 100))
    const { results } = await env.DB.prepare('SELECT client_id FROM oauth_clients ORDER BY 1').all()
    expect(results.map((row) => row.client_id)).toEqual([
      'gh_dyn_just_allowed',
      'gh_dyn_new',
      'gh_dyn_used',
      'https://fresh.example/a',
    ])
  })
})
