import { useLacks } from '../../../hooks/me.ts'
import { useUrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import type { PageProps } from '../../../ui/page/feature.ts'
import { lazy } from '../../../ui/page/lazy.tsx'

const ListPage = lazy(() => import('./list-page.tsx').then((it) => it.ListPage))
const OnePage = lazy(() => import('../page/app-page.tsx').then((it) => it.OnePage))
const AppDialogs = lazy(() => import('./dialogs.tsx').then((it) => it.AppDialogs))

/** The list of OAuth apps, or the page of the one in the URL. */
export function OAuthAppsPage(page: PageProps) {
  const url = useUrlState()
  // Before the user is known the page loads already: the API refuses what the user may not see.
  const mayNotRead = useLacks('oauth-apps:read')
  const asked = useSticky(url.query.dialog)
  const { app } = url.query
  return (
    <>
      {app && !mayNotRead ? <OnePage key={app} id={app} url={url} /> : <ListPage {...page} url={url} />}
      {asked && <AppDialogs url={url} />}
    </>
  )
}
