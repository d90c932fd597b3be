import { ScrollText } from 'lucide-preact'
import { m } from '../../messages/index.ts'
import type { Feature } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'
import { CallNewsWatcher } from './call-news-watcher.tsx'

/** News can wait until the page is there, ms. */
const NEWS_AFTER_MS = 2000

const LateNewsWatcher = lazy(() =>
  new Promise((resolve) => setTimeout(resolve, NEWS_AFTER_MS))
    .then(() => import('./news-watcher.tsx'))
    .then((it) => it.NewsWatcher),
)

export const eventLogs: Feature = {
  name: 'event-logs',
  pages: [
    {
      path: '/event-logs',
      label: () => m.event_logs_label(),
      icon: ScrollText,
      shortcut: 'l',
      scope: 'logs:read',
      group: 'integrations',
      inBar: true,
      component: lazy(() => import('./page.tsx').then((it) => it.EventLogsPage)),
    },
  ],
  watchers: [LateNewsWatcher, CallNewsWatcher],
  finders: () => import('./finder.ts').then((it) => it.finders),
}
