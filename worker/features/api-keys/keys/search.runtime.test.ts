import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { ApiKey } from '../../../../contract/api-keys.ts'
import type { Page } from '../../../../contract/common.ts'
import type { Webhook } from '../../../../contract/webhooks.ts'
import { jobDeps } from '../../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg } from '../../../../test/support/kit.ts'
import { fillSearchTexts } from '../../maintenance/fill-search-texts.ts'

const NAMES = [
  'Zebra',
  'Äpfel',
  'apfel 2',
  'MÜLLER & Söhne',
  'Straße 5',
  'İstanbul',
  'Ørsted',
  '😀 smile',
  'Ёлка',
  'École',
]

describe('a list of keys', () => {
  it('can be searched beyond ASCII, in name and description', async () => {
    const org = await newTestOrg()
    for (const name of NAMES) await createKey(org, { name, description: `für ${name}` })
    const found = async (q: string) => {
      const page = await json<Page<ApiKey>>('GET', `/api/v1/api-keys?q=${encodeURIComponent(q)}`, org)
      return page.data.map((key) => key.name).sort()
    }
    expect(await found('müller')).toEqual(['MÜLLER & Söhne'])
    expect(await found('MULLER')).toEqual(['MÜLLER & Söhne'])
    expect(await found('STRASSE')).toEqual(['Straße 5'])
    expect(await found('istanbul')).toEqual(['İstanbul'])
    expect(await found('ёЛКА')).toEqual(['Ёлка'])
    expect(await found('FÜR école')).toEqual(['École'])
    expect(await found('😀')).toEqual(['😀 smile'])
    expect(await found('x'.repeat(100))).toEqual([])
  })

  it('is sorted by name, with each key once, whether its search text is filled or not', async () => {
    const org = await newTestOrg()
    for (const name of NAMES) await createKey(org, { name })
    const walk = async (sort: string) => {
      const names: string[] = []
      let cursor: string | null = null
      do {
        const path: string = `/api/v1/api-keys?limit=3&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`
        const page: Page<ApiKey> = await json<Page<ApiKey>>('GET', path, org)
        names.push(...page.data.map((key) => key.name))
        cursor = page.nextCursor
      } while (cursor)
      return names
    }
    const sorted = await walk('name')
    expect(new Set(sorted).size).toBe(sorted.length)
    expect(sorted.filter((name) => NAMES.includes(name))).toEqual(
      [
        'apfel 2',
        'Äpfel',
        'École',
        'İstanbul',
        'MÜLLER & Söhne',
        'Ørsted',
        'Straße 5',
        'Zebra',
        'Ёлка',
        '😀 smile',
      ].sort((a, b) => sorted.indexOf(a) - sorted.indexOf(b)),
    )
    const at = (name: string) => sorted.indexOf(name)
    expect([
      at('Äpfel') < at('École'),
      at('École') < at('Ørsted'),
      at('Ørsted') < at('Straße 5'),
      at('Straße 5') < at('Zebra'),
    ]).toEqual([true, true, true, true])
    expect(await walk('-name')).toEqual(sorted.toReversed())
    // Rows of an older version have no folded text until the job has filled it.
    await env.DB.prepare('UPDATE api_keys SET search_text = NULL WHERE organization_id = ?')
      .bind(org.organizationId)
      .run()
    expect(new Set(await walk('name'))).toEqual(new Set(sorted))
    await fillSearchTexts.run(await jobDeps(Date.now()), null)
    expect(await walk('name')).toEqual(sorted)
  })

  it('finds a key by its new name, and not by an earlier one', async () => {
    const org = await newTestOrg()
    const { id } = await createKey(org, { name: 'Früher' })
    await call('PATCH', `/api/v1/api-keys/${id}`, { key: org.key, body: { name: 'SPÄTER' } })
    const found = async (q: string) =>
      (await json<Page<ApiKey>>('GET', `/api/v1/api-keys?q=${encodeURIComponent(q)}`, org)).data.length
    expect([await found('später'), await found('früher')]).toEqual([1, 0])
  })
})

describe('texts', () => {
  it('count characters, not surrogates, and must not contain NUL', async () => {
    const org = await newTestOrg()
    const status = async (body: object) =>
      (await call('POST', '/api/v1/api-keys', { key: org.key, body: { scopes: ['users:read'], ...body } })).status
    expect(await status({ name: '😀'.repeat(100) })).toBe(201)
    expect(await status({ name: '😀'.repeat(101) })).toBe(422)
    expect(await status({ name: 'n', description: '😀'.repeat(500) })).toBe(201)
    expect(await status({ name: 'n', description: '😀'.repeat(501) })).toBe(422)
    expect(await status({ name: 'n', description: 'a\u0000b' })).toBe(422)
    const page = await json<Page<ApiKey>>('GET', '/api/v1/api-keys?limit=1&sort=-name', org)
    expect((await call('GET', `/api/v1/api-keys?limit=1&sort=-name&cursor=${page.nextCursor}`, org)).status).toBe(200)
  })

  it('of a signing secret count bytes', async () => {
    const org = await newTestOrg()
    for (const [bytes, status] of [
      [23, 422],
      [24, 201],
      [64, 201],
      [65, 422],
    ] as const) {
      const secret = `whsec_${btoa('\u0007'.repeat(bytes))}`
      const body = { name: 's', url: 'https://hooks.example.com', events: ['*'], sendTest: false, secret }
      expect((await call('POST', '/api/v1/webhooks', { key: org.key, body })).status, String(bytes)).toBe(status)
    }
    const page = await json<Page<Webhook>>('GET', '/api/v1/webhooks?q=HOOKS.example', org)
    expect(page.data).toHaveLength(2)
  })
})
