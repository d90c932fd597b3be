import { describe, expect, it } from 'vitest'
import { CreateWebhook, type Webhook } from '../../../../contract/webhooks.ts'
import { changeOf, creationOf, type Draft, draftOf, newDraft, problemsOf, testOf, unsavedSettings } from './draft.ts'

const SECRET = `whsec_${btoa('x'.repeat(32))}`

const filled = (patch: Partial<Draft> = {}): Draft => ({
  ...newDraft(SECRET),
  name: ' Orders ',
  url: ' https://example.com/hooks ',
  events: ['user.*'],
  ...patch,
})

const webhook: Webhook = {
  id: 'whk_01kaj3v5e8w2m4q6t8y0z2b4d6',
  name: 'Orders',
  description: '',
  url: 'https://example.com/hooks',
  events: ['user.*'],
  environment: 'live',
  status: 'active',
  disabledReason: null,
  health: 'healthy',
  headers: { 'X-Team': 'ops' },
  unreadable: [],
  contentType: 'application/json',
  timeoutSeconds: 15,
  maxRetries: 0,
  disableAfterFailures: 20,
  rateLimitPerSecond: null,
  maxConcurrency: null,
  ordered: false,
  filter: { type: 'user.created' },
  transform: null,
  consecutiveFailures: 0,
  failingSince: null,
  deliveries: 0,
  successRate: null,
  lastTriggeredAt: null,
  oldSecretUntil: null,
  createdAt: '2026-11-21T09:30:00.000Z',
  createdBy: 'Owner',
}

describe('the form of a webhook', () => {
  it('makes a body that the contract takes', () => {
    const body = creationOf(
      filled({
        headers: [
          { name: 'X-Team', value: 'ops' },
          { name: '', value: '' },
        ],
        filter: '{ "data.total": { "$gt": 1 } }',
        transform: ' data ',
        rateLimitPerSecond: { on: true, value: '5' },
        retries: false,
      }),
    )
    expect(CreateWebhook.parse(body)).toMatchObject({
      name: 'Orders',
      url: 'https://example.com/hooks',
      headers: { 'X-Team': 'ops' },
      filter: { 'data.total': { $gt: 1 } },
      transform: 'data',
      rateLimitPerSecond: 5,
      maxConcurrency: null,
      maxRetries: 0,
      secret: SECRET,
    })
    expect(creationOf(filled({ secret: ' ' }))).not.toHaveProperty('secret')
    expect(testOf(draftOf(webhook))).not.toHaveProperty('secret')
  })

  it('finds nothing wrong where the contract finds nothing wrong, and names what is', () => {
    expect(problemsOf(filled(), false)).toEqual({})
    const bad = filled({
      name: ' ',
      url: 'http://example.com',
      events: [],
      secret: 'whsec_short',
      filter: '[1]',
      maxConcurrency: { on: true, value: '101' },
      headers: [
        { name: 'X-A', value: '1' },
        { name: 'x-a', value: '2' },
        { name: '', value: 'lost' },
        { name: 'no spaces', value: '' },
        { name: 'X-B', value: 'ü' },
      ],
    })
    expect(problemsOf(bad, false)).toEqual({
      name: 'needName',
      url: 'needHttps',
      events: 'needEvent',
      secret: 'badSecret',
      filter: 'needObject',
      maxConcurrency: 'badNumber',
      'headers.1': 'repeatedHeader',
      'headers.2': 'needHeaderName',
      'headers.3': 'badHeaderName',
      'headers.4': 'badHeaderValue',
    })
  })

  it('sends only what was changed', () => {
    const draft = draftOf(webhook)
    expect(changeOf(webhook, draft)).toEqual({})
    expect(changeOf(webhook, { ...draft, filter: '{"type":"user.created"}' })).toEqual({})
    expect(changeOf(webhook, { ...draft, retries: true })).toEqual({ maxRetries: 7 })
    expect(
      changeOf(webhook, { ...draft, filter: '', headers: [], disableAfterFailures: { on: false, value: '20' } }),
    ).toEqual({ filter: null, headers: {}, disableAfterFailures: null })
  })

  it('names what is not saved in the order of the form, also where it is not valid yet', () => {
    const draft = draftOf(webhook)
    expect(unsavedSettings(webhook, draft, false)).toEqual([])
    const typed: Partial<Draft> = { filter: '{ "type"', maxConcurrency: { on: true, value: 'many' }, name: 'Other' }
    expect(unsavedSettings(webhook, { ...draft, ...typed }, false)).toEqual(['name', 'maxConcurrency', 'filter'])
    // What was wrong before is not a change.
    const local = { ...webhook, url: 'http://localhost:8080' }
    expect(unsavedSettings(local, draftOf(local), false)).toEqual([])
  })
})
