import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso/router'
import { useCan, useLacks } from '../../hooks/me.ts'
import { useTitle } from '../../hooks/title.ts'
import { useSticky } from '../../hooks/use-sticky.ts'
import { m } from '../../messages/index.ts'
import { Forbidden } from '../feedback/async-states.tsx'
import { AreaHead } from './area-head.tsx'
import { type Page, useFeatures, type View, viewHref } from './feature.ts'

type GuardedPageProps = {
  title: string
  /** The scope that is required to see it; null for a page that everybody sees. */
  scope: string | null
  /** The search and the filters, beside the title. */
  filters?: ComponentChildren
  /** The main actions of the page, such as the create button. */
  actions?: ComponentChildren
  /** Rows are selected: their actions take the place of the title, the filters and the other actions. */
  selecting?: boolean
  bulk?: ComponentChildren
  /** Shown to users who may only read. */
  viewOnly?: string | false
  children: ComponentChildren
}

/** A page with its title, filters and main actions; without the required scope, a message replaces its content. */
export function GuardedPage({
  title,
  scope,
  filters,
  actions,
  selecting = false,
  bulk,
  viewOnly,
  children,
}: GuardedPageProps) {
  useTitle(title)
  const { path, query } = useLocation()
  const mayRead = useCan(...(scope === null ? [] : [scope]))
  const features = useFeatures()
  const page = features.flatMap(({ pages = [] }) => pages).find((one) => one.path === path)
  const inArea = page?.group === 'integrations'
  const views = features.flatMap((feature) => feature.views ?? []).filter((view) => view.page === path)
  const Title = inArea ? 'h2' : 'h1'
  // Under a dialog that the URL opens they would only be loaded, not seen.
  const banners = useSticky(!query.dialog)
  // Before the user is known the page loads already: the API refuses what the user may not see.
  const refused = useLacks(...(scope === null ? [] : [scope]))
  return (
    <>
      {inArea && <AreaHead />}
      {banners &&
        !refused &&
        features
          .flatMap(({ banners = [] }) => banners)
          .filter((banner) => banner.page === path && !query.view)
          .map(({ component: Banner }, index) => <Banner key={index} />)}
      <div class={selecting ? 'mb-3 min-h-8' : ''}>{bulk}</div>
      {!selecting && (
        <div class="mb-3 flex min-h-8 flex-wrap items-center gap-2">
          <Title class={views.length > 0 && page ? 'sr-only' : 'mr-1'}>{title}</Title>
          {page && views.length > 0 && <ViewTabs page={page} views={views} current={query.view} />}
          {!refused && filters}
          <div class="ml-auto flex flex-wrap items-center gap-2">
            {mayRead && viewOnly && <p class="text-sm text-soft">{viewOnly}</p>}
            {actions}
          </div>
        </div>
      )}
      {refused ? <Forbidden detail={m.ui_missing_scope({ scope: scope ?? '' })} /> : children}
    </>
  )
}

type ViewTabsProps = {
  page: Pick<Page, 'path' | 'label' | 'viewLabel'>
  views: readonly View[]
  current?: string | undefined
}

/** Links to the page itself and to the views below it, for users who may see them. */
function ViewTabs({ page, views, current }: ViewTabsProps) {
  return (
    <nav class="segmented" aria-label={m.ui_views_of({ page: page.label() })}>
      <a href={page.path} aria-current={views.some(({ name }) => name === current) ? undefined : 'page'}>
        {(page.viewLabel ?? page.label)()}
      </a>
      {views.map((view) => (
        <ViewTab key={view.name} view={view} current={view.name === current} />
      ))}
    </nav>
  )
}

function ViewTab({ view, current }: { view: View; current: boolean }) {
  return useLacks(view.scope) ? null : (
    <a href={viewHref(view)} aria-current={current ? 'page' : undefined}>
      {view.label()}
      {view.count && <view.count />}
    </a>
  )
}
