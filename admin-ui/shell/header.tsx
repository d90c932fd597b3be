import { Search } from 'lucide-preact'
import { PLAN_NAMES } from '../../contract/plan-names.data.ts'
import { useMe } from '../hooks/me.ts'
import { layout } from '../hooks/media.ts'
import { m } from '../messages/index.ts'
import { IconButton } from '../ui/button.tsx'
import type { Page } from '../ui/page/feature.ts'
import { EnvironmentSwitch } from './environment-switch.tsx'
import { PageCount } from './page-count.tsx'
import { UserMenu } from './user-menu.tsx'

/** What opens above the page. */
export type Overlay = 'palette' | 'keyboard' | 'more'

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** The organization, the search, the environment, and what concerns the signed-in user. */
export function Header({ pages, onOpen }: { pages: readonly Page[]; onOpen: (overlay: Overlay) => void }) {
  const phone = layout.value === 'phone'
  const search = m.palette_open()
  return (
    <header class="sticky top-0 z-15 flex h-13 items-center gap-2 border-b border-line bg-surface pr-3 pl-4 sm:pr-5 sm:pl-5 lg:pr-7">
      <Organization />
      {phone ? (
        <div class="ml-auto">
          <IconButton icon={Search} label={search} small={false} onClick={() => onOpen('palette')} />
        </div>
      ) : (
        <>
          <button
            type="button"
            class="mx-auto flex h-8 w-50 items-center gap-2 rounded-md border border-line-strong bg-page pr-1.5 pl-2.5 text-faint hover:border-edge lg:w-75"
            onClick={() => onOpen('palette')}
          >
            <Search size={16} aria-hidden="true" />
            <span class="truncate">{search}</span>
            <kbd class="kbd ml-auto">{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
          </button>
          <EnvironmentSwitch />
          {pages
            .filter((page) => page.inHeader)
            .map((page) => (
              <a
                key={page.path}
                href={page.path}
                class="btn relative"
                data-kind="quiet"
                data-square
                data-tip={page.label()}
              >
                <page.icon size={16} aria-hidden="true" />
                <span class="sr-only">{page.label()}</span>
                {page.count && (
                  <span class="absolute -top-1 -right-1">
                    <PageCount of={page.count} />
                  </span>
                )}
              </a>
            ))}
          <UserMenu onKeyboard={() => onOpen('keyboard')} />
        </>
      )}
    </header>
  )
}

function Organization() {
  const organization = useMe()?.organization
  if (!organization) return <span class="skeleton w-32" aria-hidden="true" />
  const plan = PLAN_NAMES.find((one) => one === organization.plan)
  return (
    <div class="flex min-w-0 items-center gap-2 font-medium">
      <span
        class="grid size-5.5 flex-none place-items-center rounded-sm bg-tint text-xs font-semibold text-primary"
        aria-hidden="true"
      >
        {[...organization.name][0]?.toUpperCase()}
      </span>
      <span class="truncate" title={organization.name}>
        {organization.name}
      </span>
      {plan && (
        <span class="badge hidden bg-transparent! shadow-[inset_0_0_0_1px_var(--color-line-strong)] lg:inline-flex">
          {m.settings_plan_name({ plan })}
        </span>
      )}
    </div>
  )
}
