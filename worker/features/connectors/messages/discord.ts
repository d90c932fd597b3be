import { cut, type Message } from './message.ts'

/** Limits of Discord's embeds (https://docs.discord.com/developers/resources/message#embed-object). `total`: all texts of a message. */
export const DISCORD_LIMITS = {
  content: 2000,
  title: 256,
  description: 4096,
  fields: 25,
  name: 256,
  value: 1024,
  footer: 2048,
  total: 6000,
} as const

const COLORS = { info: 0x1f5fd6, good: 0x1f9254, warning: 0xc77700, bad: 0xc62f2f } as const

/** Escapes what Discord formats, so that a text shows as it is: emphasis, code, quotes, lists, headings and masked links. */
const escapeDiscord = (text: string): string =>
  text.replaceAll(/[\\*_~`|[\]<>]/g, '\\$&').replaceAll(/^(\s*)([-#+]|\d+\.)/gm, '$1\\$2')

/** A text of at most `max` characters after escaping, without a lone backslash at its end. */
const fitting = (text: string, max: number): string =>
  cut(escapeDiscord(text), max).replace(/(?<!\\)((?:\\\\)*)\\…$/, '$1…')

/** A message for a webhook of Discord: one embed, and no mentions whatever it contains. */
export function discordMessage({ title, text, tone, fields, link, time, footer }: Message) {
  let left: number = DISCORD_LIMITS.total
  const take = (value: string, max: number, form: (text: string, max: number) => string = fitting): string => {
    const part = left <= 1 ? '' : form(value, Math.min(max, left))
    left -= part.length
    return part
  }
  const shownTitle = take(title, DISCORD_LIMITS.title)
  const shownFooter = take(footer, 300, cut)
  const description = take(text, DISCORD_LIMITS.description)
  const shownFields = fields.slice(0, DISCORD_LIMITS.fields).flatMap(({ name, value }) => {
    // A field without a name or a value is refused.
    if (left < 40 || name === '' || value === '') return []
    return [
      {
        name: take(name, DISCORD_LIMITS.name),
        value: take(value, Math.min(DISCORD_LIMITS.value, left)),
        inline: value.length <= 40,
      },
    ]
  })
  return {
    embeds: [
      {
        title: shownTitle,
        ...(description && { description }),
        ...(link && { url: link.url }),
        color: COLORS[tone],
        ...(shownFields.length > 0 && {
          fields: shownFields.filter((field) => field.name !== '' && field.value !== ''),
        }),
        footer: { text: shownFooter },
        timestamp: time,
      },
    ],
    allowed_mentions: { parse: [] as string[] },
  }
}
