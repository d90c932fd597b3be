import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../../contract/common.ts'
import { EVENT_CATALOG } from '../../../../contract/event-catalog.data.ts'
import { DISCORD_LIMITS, discordMessage } from './discord.ts'
import { type MessageEvent, messageOf } from './message.ts'
import { SLACK_LIMITS, slackMessage } from './slack.ts'

const CONTEXT = { dashboard: 'https://gatehouse.example.com', description: 'A user signed up.' }

const eventOf = (type: string, data: { [name: string]: Json }): MessageEvent => ({
  id: 'evt_01kaj3v5e8w2m4q6t8y0z2b4d6',
  type,
  timestamp: '2026-11-21T09:30:00.000Z',
  environment: 'live',
  data,
})

/** What Slack refuses in a message, as its reference documents it. */
function slackProblems(message: ReturnType<typeof slackMessage>): string[] {
  const problems: string[] = []
  const atMost = (what: string, text: string, max: number) => {
    if (text.length > max) problems.push(`${what} has ${text.length} characters`)
    if (text.length === 0) problems.push(`${what} is empty`)
  }
  atMost('text', message.text, 4000)
  if (message.blocks.length > 50) problems.push('too many blocks')
  for (const block of message.blocks as { type: string; text?: { text: string }; fields?: { text: string }[] }[]) {
    if (block.type === 'header') atMost('header', block.text?.text ?? '', SLACK_LIMITS.header)
    if (block.type === 'section') {
      if (block.text) atMost('section', block.text.text, SLACK_LIMITS.section)
      if ((block.fields?.length ?? 0) > SLACK_LIMITS.fields) problems.push('too many fields')
      for (const field of block.fields ?? []) atMost('field', field.text, SLACK_LIMITS.field)
    }
  }
  return problems
}

/** The same for Discord. */
function discordProblems(message: ReturnType<typeof discordMessage>): string[] {
  const problems: string[] = []
  let total = 0
  const atMost = (what: string, text: string, max: number) => {
    total += text.length
    if (text.length > max) problems.push(`${what} has ${text.length} characters`)
    if (text.length === 0) problems.push(`${what} is empty`)
  }
  for (const embed of message.embeds) {
    atMost('title', embed.title, DISCORD_LIMITS.title)
    if (embed.description !== undefined) atMost('description', embed.description, DISCORD_LIMITS.description)
    if ((embed.fields?.length ?? 0) > DISCORD_LIMITS.fields) problems.push('too many fields')
    for (const field of embed.fields ?? []) {
      atMost('name', field.name, DISCORD_LIMITS.name)
      atMost('value', field.value, DISCORD_LIMITS.value)
    }
    atMost('footer', embed.footer.text, DISCORD_LIMITS.footer)
  }
  if (total > DISCORD_LIMITS.total) problems.push(`${total} characters in all`)
  return problems
}

const longer = (value: Json): Json =>
  typeof value === 'string'
    ? `${value} ${'<&>*_🎉'.repeat(430)}`
    : Array.isArray(value)
      ? value.map(longer)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, longer(one)]))
        : value

describe('messages', () => {
  it.each(EVENT_CATALOG.map(({ type, description, sample }) => [type, description, sample] as const))(
    'about %s say something, and are within the limits of Slack and Discord, also with 3,000 characters in every text',
    (type, description, sample) => {
      const data = sample as { [name: string]: Json }
      for (const one of [data, longer(data) as typeof data]) {
        const message = messageOf(eventOf(type, one), { ...CONTEXT, description })
        expect(message.title).toMatch(/\w/)
        expect(message.text + message.fields.map(({ value }) => value).join('')).toMatch(/\w/)
        expect(slackProblems(slackMessage(message))).toEqual([])
        expect(discordProblems(discordMessage(message))).toEqual([])
      }
    },
  )

  it('are within the limits for any event', () => {
    const data = fc.dictionary(fc.string({ maxLength: 300, unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }))
    fc.assert(
      fc.property(
        data,
        fc.stringMatching(/^[a-z_]{1,30}\.[a-z_]{1,90}$/),
        fc.string({ maxLength: 5000, unit: 'binary' }),
        (values, type, description) => {
          const message = messageOf(eventOf(type, values as { [name: string]: Json }), { ...CONTEXT, description })
          expect(slackProblems(slackMessage(message))).toEqual([])
          expect(discordProblems(discordMessage(message))).toEqual([])
        },
      ),
    )
  })

  it('show names literally: no mention, no link, no formatting', () => {
    const name = 'A & B > C <!channel> <https://evil|click> *bold* @everyone [x](https://evil)'
    const message = messageOf(eventOf('user.created', { name }), CONTEXT)
    const slack = JSON.stringify(slackMessage(message))
    expect(slack).toContain('A &amp; B &gt; C &lt;!channel&gt; &lt;https://evil|click&gt;')
    expect(slack).not.toMatch(/<!channel>|<https/)
    expect(slack).not.toContain('*bold*')
    const discord = discordMessage(message)
    expect(discord.allowed_mentions).toEqual({ parse: [] })
    expect(discord.embeds[0]?.fields?.[0]?.value).toContain('\\[x\\](https://evil)')
  })

  it('about an approval lead to the dashboard, where a person decides', () => {
    const { sample } = EVENT_CATALOG.find(({ type }) => type === 'approval.requested') ?? { sample: {} }
    const message = messageOf(eventOf('approval.requested', sample as { [name: string]: Json }), CONTEXT)
    expect(message.text).toContain('Support agent wants to run "Delete a post"')
    expect(message.text).toMatch(/until \d{4}-\d\d-\d\d \d\d:\d\d UTC/)
    expect(message.link).toEqual({
      label: 'Review',
      url: 'https://gatehouse.example.com/gateway-routes?view=approvals&id=apr_01kaj3v5e8w2m4q6t8y0z2b4d6',
    })
  })
})
