import { apiKeyHref } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import { showNews } from '../../ui/feedback/news.ts'
import { LimitNews, type LimitWarning } from './limit-news.ts'

const limits = new LimitNews()

/** Shows that a key is near a limit, unless that is no news. */
export function warnOfLimit(message: LimitWarning) {
  if (!limits.isNews(message, Date.now())) return
  const { keyId, keyName, window, remaining } = message
  const named = { ...message, name: keyName ?? keyId }
  showNews([
    {
      kind: 'limits',
      id: `${keyId} ${window}`,
      text: remaining === 0 ? m.news_used_up(named) : m.news_near_limit(named),
      href: apiKeyHref(keyId),
      tone: 'warn',
    },
  ])
}
