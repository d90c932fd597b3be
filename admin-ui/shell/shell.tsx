import { WifiOff } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { useKeptFocus } from '../hooks/focus.ts'
import { hasSidebar } from '../hooks/media.ts'
import { type Page, useFeatures } from '../ui/feature.ts'
import { lazy } from '../ui/lazy.tsx'
import { Logo } from '../ui/logo.tsx'
import { online } from '../ui/online.ts'
import { useShortcut } from '../ui/shortcuts.ts'
import { Toaster } from '../ui/toaster.tsx'
import { words as uiWords } from '../ui/words.ts'
import { UserMenu } from './user-menu.tsx'
import { words } from './words.ts'

const Palette = lazy(() => import('./palette.tsx').then((it) => it.Palette))
const KeyboardHelp = lazy(() => import('./keyboard-help.tsx').then((it) => it.KeyboardHelp))

/** The frame around every page: navigation, account, banner when offline, toasts, and the keys that work everywhere. */
export function Shell({ children }: { children: ComponentChildren }) {
  const t = words()
  const { path } = useLocation()
  const [overlay, setOverlay] = useState<'palette' | 'keyboard' | null>(null)
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)

  useEffect(() => {
    // A new page is announced by moving focus to it, except the one the visit began with.
    if (first.current) first.current = false
    else if (!document.querySelector('dialog[open]')) main.current?.focus({ preventScroll: true })
  }, [path])

  useKeptFocus()
  useShortcut('mod+k', () => setOverlay('palette'))
  useShortcut('?', () => setOverlay('keyboard'))
  const pages = useFeatures().flatMap((feature) => feature.pages ?? [])

  return (
    <>
      <a href="#content" class="btn fixed top-2 left-2 z-50 not-focus:sr-only">
        {t.skip}
      </a>
      {pages.map((page) => (
        <GoKey key={page.path} page={page} />
      ))}
      <div class="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
        {hasSidebar.value ? (
          <Sidebar pages={pages} path={path} onKeyboard={() => setOverlay('keyboard')} />
        ) : (
          <TopBar pages={pages} path={path} onKeyboard={() => setOverlay('keyboard')} />
        )}
        <div class="min-w-0">
          {!online.value && (
            <p class="flex items-center gap-2 bg-warn-tint px-4 py-2 text-warn" role="status">
              <WifiOff size={16} aria-hidden="true" />
              {uiWords().offlineBanner}
            </p>
          )}
          <main ref={main} id="content" tabIndex={-1} class="mx-auto max-w-[90rem] px-4 py-5 sm:px-6 lg:px-8 lg:py-7">
            {children}
          </main>
        </div>
      </div>
      <Toaster />
      {overlay === 'palette' && <Palette onClose={() => setOverlay(null)} onKeyboard={() => setOverlay('keyboard')} />}
      {overlay === 'keyboard' && <KeyboardHelp onClose={() => setOverlay(null)} />}
    </>
  )
}

function GoKey({ page }: { page: Page }) {
  const { route } = useLocation()
  useShortcut(`g ${page.shortcut}`, () => route(page.path))
  return null
}

type NavigationProps = { pages: readonly Page[]; path: string; onKeyboard: () => void }

function Sidebar({ pages, path, onKeyboard }: NavigationProps) {
  const t = words()
  return (
    <aside class="sticky top-0 flex h-dvh flex-col border-r border-line bg-surface px-3 py-5">
      <div class="px-3">
        <Logo />
      </div>
      <p class="mt-6 mb-2 px-3 text-sm font-semibold text-soft">{t.section}</p>
      <nav aria-label={t.navigation} class="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto">
        {pages.map((page) => (
          <NavLink key={page.path} page={page} path={path} />
        ))}
      </nav>
      <div class="border-t border-line pt-3">
        <UserMenu wide onKeyboard={onKeyboard} />
      </div>
    </aside>
  )
}

function TopBar({ pages, path, onKeyboard }: NavigationProps) {
  const t = words()
  return (
    <header class="sticky top-0 z-10 border-b border-line bg-surface">
      <div class="flex items-center justify-between px-4 pt-2.5">
        <Logo />
        <UserMenu onKeyboard={onKeyboard} />
      </div>
      <nav aria-label={t.navigation} class="tabs">
        {pages.map((page) => (
          <NavLink key={page.path} page={page} path={path} />
        ))}
      </nav>
    </header>
  )
}

function NavLink({ page, path }: { page: Page; path: string }) {
  const here = path === page.path
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    // On a phone the tabs may reach past the edge.
    if (here) link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [here])
  return (
    <a
      ref={link}
      href={page.path}
      class={`nav-link relative ${page.apart ? 'lg:mt-auto' : ''}`}
      aria-current={here ? 'page' : undefined}
    >
      <page.icon size={18} aria-hidden="true" />
      {page.label()}
      {page.count && <page.count />}
    </a>
  )
}
