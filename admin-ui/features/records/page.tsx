import { useLacks } from '../../hooks/me.ts'
import { useUrlState } from '../../hooks/url-state.ts'
import { lazy } from '../../ui/page/lazy.tsx'
import { ListPage } from './modules/list-page.tsx'

const ModulePage = lazy(() => import('./module/module-page.tsx').then((it) => it.ModulePage))

/** The list of modules, or the page of the module in the URL. */
export function ModulesPage() {
  const url = useUrlState()
  const refused = useLacks('modules:read')
  const { module } = url.query
  return module && !refused ? <ModulePage key={module} slug={module} url={url} /> : <ListPage url={url} />
}
