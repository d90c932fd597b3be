import { cut, type Message } from './message.ts'

/** Limits of Slack's blocks and messages (https://docs.slack.dev/reference/block-kit/blocks). Characters. */
export const SLACK_LIMITS = {
  text: 3000,
  header: 150,
  section: 3000,
  fields: 10,
  field: 2000,
  url: 3000,
  button: 75,
} as const

const MARKS = { info: '', good: '✅ ', warning: '⚠️ ', bad: '🔴 ' } as const

/**
 * Escapes the three characters that Slack reads (https://docs.slack.dev/messaging/formatting-message-text): mentions, links
 * and channels begin with `<`, so a text shows as it is. The result has at most `max` characters and no half entity.
 */
export function escapeSlack(text: string, max: number): string {
  let escaped = ''
  for (const character of text) {
    const one = character === '&' ? '&amp;' : character === '<' ? '&lt;' : character === '>' ? '&gt;' : character
    if (escaped.length + one.length > max - 1) return `${escaped}…`
    escaped += one
  }
  return escaped
}

/** Characters that format text in Slack get a zero-width space, so that `*` and `_` in a name stay what they are. */
const literal = (text: string): string => text.replaceAll(/[*_~`]/g, '$&\u200b')

/** A message for an incoming webhook of Slack, in Block Kit. */
export function slackMessage({ title, text, tone, fields, link, footer }: Message) {
  const headline = MARKS[tone] + title
  const plain = [headline, text].filter((part) => part !== '').join(': ')
  return {
    // Shown in notifications and read by screen readers.
    text: escapeSlack(plain, SLACK_LIMITS.text),
    blocks: [
      // Plain text is shown as it is: Slack escapes nothing there.
      { type: 'header', text: { type: 'plain_text', text: cut(headline, SLACK_LIMITS.header), emoji: true } },
      ...(text === ''
        ? []
        : [
            {
              type: 'section',
              text: { type: 'mrkdwn', text: escapeSlack(literal(text), SLACK_LIMITS.section), verbatim: true },
            },
          ]),
      ...(fields.length === 0
        ? []
        : [
            {
              type: 'section',
              fields: fields.slice(0, SLACK_LIMITS.fields).map(({ name, value }) => ({
                type: 'mrkdwn',
                text: `*${escapeSlack(literal(name), 200)}*\n${escapeSlack(literal(value), SLACK_LIMITS.field - 210)}`,
                verbatim: true,
              })),
            },
          ]),
      ...(link === null || link.url.length > SLACK_LIMITS.url
        ? []
        : [
            {
              type: 'actions',
              elements: [
                {
                  type: 'button',
                  text: { type: 'plain_text', text: cut(link.label, SLACK_LIMITS.button), emoji: false },
                  url: link.url,
                },
              ],
            },
          ]),
      { type: 'context', elements: [{ type: 'plain_text', text: cut(footer, 300), emoji: false }] },
    ],
  }
}
