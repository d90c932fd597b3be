import { useEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { layout } from '../../hooks/media.ts'
import { m } from '../../messages/index.ts'
import { CopyButton } from '../feedback/copy.tsx'
import { type Page, useFeatures } from './feature.ts'

/** The title that the pages of API & Integrations share, their tabs, and the URL at which the API answers. */
export function AreaHead() {
  const { path } = useLocation()
  const pages = useFeatures()
    .flatMap((feature) => feature.pages ?? [])
    .filter((page) => page.group === 'integrations')
  return (
    <>
      <header class="flex min-h-8 items-center gap-3">
        <h1 class="mr-auto">{m.shell_group_name({ group: 'integrations' })}</h1>
        {layout.value !== 'phone' && (
          <p class="flex min-w-0 items-center gap-1 text-sm text-faint">
            <span class="mr-1 hidden lg:inline">{m.shell_base_url()}</span>
            <code class="truncate text-soft">{location.origin}</code>
            <CopyButton compact text={location.origin} label={m.shell_copy_base_url()} />
          </p>
        )}
      </header>
      <nav class="tab-list mt-2.5" aria-label={m.shell_group_name({ group: 'integrations' })}>
        {pages.map((page) => (
          <AreaTab key={page.path} page={page} here={path === page.path} />
        ))}
      </nav>
    </>
  )
}

function AreaTab({ page, here }: { page: Page; here: boolean }) {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    // On a phone the tabs may be wider than the screen.
    if (here) link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [here])
  return (
    <a ref={link} href={page.path} class="tab" aria-current={here ? 'page' : undefined}>
      {page.label()}
    </a>
  )
}
