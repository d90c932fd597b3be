import { useLacks } from '../../../hooks/me.ts'
import { useUrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import type { PageProps } from '../../../ui/page/feature.ts'
import { lazy } from '../../../ui/page/lazy.tsx'

const ListPage = lazy(() => import('./list-page.tsx').then((it) => it.ListPage))
const OnePage = lazy(() => import('../page/incoming-page.tsx').then((it) => it.OnePage))
const IncomingDialogs = lazy(() => import('./dialogs.tsx').then((it) => it.IncomingDialogs))

/** The list of incoming webhooks, or the page of the one in the URL. */
export function IncomingPage(page: PageProps) {
  const url = useUrlState()
  // Before the user is known the page loads already: the API refuses what the user may not see.
  const mayNotRead = useLacks('incoming:read')
  const asked = useSticky(url.query.dialog)
  const { incoming } = url.query
  return (
    <>
      {incoming && !mayNotRead ? <OnePage key={incoming} id={incoming} url={url} /> : <ListPage {...page} url={url} />}
      {asked && <IncomingDialogs url={url} />}
    </>
  )
}
