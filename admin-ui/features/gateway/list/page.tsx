import { useLacks } from '../../../hooks/me.ts'
import { useUrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import type { PageProps } from '../../../ui/page/feature.ts'
import { lazy } from '../../../ui/page/lazy.tsx'

const ListPage = lazy(() => import('./list-page.tsx').then((it) => it.ListPage))
const OnePage = lazy(() => import('../page/route-page.tsx').then((it) => it.OnePage))
const RouteDialogs = lazy(() => import('./dialogs.tsx').then((it) => it.RouteDialogs))

/** The list of gateway routes, or the page of the one in the URL. */
export function GatewayPage(page: PageProps) {
  const url = useUrlState()
  // Before the user is known the page loads already: the API refuses what the user may not see.
  const mayNotRead = useLacks('gateway:read')
  const asked = useSticky(url.query.dialog)
  const { route } = url.query
  return (
    <>
      {route && !mayNotRead ? <OnePage key={route} id={route} url={url} /> : <ListPage {...page} url={url} />}
      {asked && <RouteDialogs url={url} />}
    </>
  )
}
