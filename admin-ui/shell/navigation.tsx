import { Ellipsis } from 'lucide-preact'
import { layout } from '../hooks/media.ts'
import { m } from '../messages/index.ts'
import { Logo } from '../ui/logo.tsx'
import { PAGE_GROUPS, type Page } from '../ui/page/feature.ts'
import { PageCount } from './page-count.tsx'

type NavigationProps = { pages: readonly Page[]; path: string }

/** The navigation at the left: names and icons, or only icons on a tablet, where the names are tooltips. */
export function Sidebar({ pages, path }: NavigationProps) {
  const rail = layout.value !== 'desktop'
  return (
    <aside class="sticky top-0 flex h-dvh flex-col border-r border-line bg-page px-2 pb-2.5 lg:px-2.5">
      <div class="flex h-13 flex-none items-center px-2.5">
        <Logo short={rail} />
      </div>
      <nav aria-label={m.shell_navigation()} class="flex min-h-0 flex-1 flex-col overflow-y-auto">
        {PAGE_GROUPS.map((group) => {
          const members = pages.filter((page) => page.group === group)
          if (members.length === 0) return null
          return (
            <div key={group} class={group === 'end' ? 'mt-auto pt-4' : group === 'integrations' ? 'mt-1' : 'mt-4'}>
              {!rail && group !== 'end' && (
                <p class="flex h-6 items-center px-2.5 text-xs font-medium text-faint">
                  {m.shell_group_name({ group })}
                </p>
              )}
              {members.map((page) => (
                <NavLink key={page.path} page={page} path={path} rail={rail} />
              ))}
            </div>
          )
        })}
      </nav>
    </aside>
  )
}

function NavLink({ page, path, rail }: { page: Page; path: string; rail: boolean }) {
  return (
    <a
      href={page.path}
      class="nav-link relative"
      aria-current={path === page.path ? 'page' : undefined}
      data-tip={rail ? page.label() : undefined}
    >
      <page.icon size={16} class="flex-none" aria-hidden="true" />
      <span class={rail ? 'sr-only' : ''}>{page.label()}</span>
      {page.count && (
        <span class={rail ? 'absolute top-0 right-0' : 'ml-auto'}>
          <PageCount of={page.count} />
        </span>
      )}
    </a>
  )
}

/** The navigation of a phone. Pages without a place of their own are behind "More". */
export function BottomBar({ pages, path, onMore }: NavigationProps & { onMore: () => void }) {
  const inBar = pages.filter((page) => page.inBar)
  return (
    <nav
      aria-label={m.shell_navigation()}
      class="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]"
    >
      {inBar.map((page) => (
        <a key={page.path} href={page.path} class="bar-link" aria-current={path === page.path ? 'page' : undefined}>
          <page.icon size={20} aria-hidden="true" />
          {page.label()}
          {page.count && (
            <span class="absolute top-1 left-1/2 ml-1">
              <PageCount of={page.count} />
            </span>
          )}
        </a>
      ))}
      <button type="button" class="bar-link" onClick={onMore}>
        <Ellipsis size={20} aria-hidden="true" />
        {m.shell_more()}
      </button>
    </nav>
  )
}
