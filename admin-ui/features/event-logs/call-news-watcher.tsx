import { newsOn } from '../../hooks/news.ts'
import { lazy } from '../../ui/page/lazy.tsx'

const CallNews = lazy(() => import('./call-news.tsx').then((it) => it.CallNews))

/** News of calls, if the user has turned them on. */
export const CallNewsWatcher = () => (newsOn.calls.value ? <CallNews /> : null)
