import { formatList } from '../../format/language.ts'
import { m } from '../../messages/index.ts'
import { toastNews } from './toast.ts'

type Kind = 'alerts' | 'webhooks' | 'limits'

/** Something that happened and that the user should know on any page. */
export type News = {
  kind: Kind
  /** News with the same id replace each other. */
  id: string
  text: string
  href: string
  tone: 'warn' | 'bad'
}

/** News that were shown and not dismissed. */
let unread = new Map<string, News>()

/** Shows news together with those that were not dismissed yet, in one toast. */
export function showNews(some: readonly News[]) {
  if (some.length === 0) return
  for (const one of some) unread.set(`${one.kind} ${one.id}`, one)
  const all = [...unread.values()]
  const [only] = all
  const kinds = KINDS.filter((kind) => all.some((one) => one.kind === kind))
  const [first = 'alerts'] = kinds
  const alone = all.length === 1 ? only : undefined
  toastNews({
    tone: all.some(({ tone }) => tone === 'bad') ? 'bad' : 'warn',
    text:
      alone?.text ??
      formatList(kinds.map((kind) => m.news_count({ kind, count: all.filter((one) => one.kind === kind).length }))),
    link: { href: alone?.href ?? HREFS[first], text: m.news_open({ kind: first }) },
    onGone: () => {
      unread = new Map()
    },
  })
}

/** In the order of a text with several kinds; the first leads to the page of the link. */
const KINDS: readonly Kind[] = ['alerts', 'webhooks', 'limits']
const HREFS: Record<Kind, string> = { alerts: '/alerts', webhooks: '/alerts', limits: '/api-keys' }
