import { WifiOff } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { environmentOf } from '../hooks/environment.ts'
import { useFocusRecovery } from '../hooks/focus.ts'
import { layout } from '../hooks/media.ts'
import { useSticky } from '../hooks/use-sticky.ts'
import { m } from '../messages/index.ts'
import { online } from '../ui/feedback/online.ts'
import { Toaster } from '../ui/feedback/toaster.tsx'
import { type Page, useFeatures } from '../ui/page/feature.ts'
import { lazy } from '../ui/page/lazy.tsx'
import { useShortcut } from '../ui/page/shortcuts.ts'
import { Header, type Overlay } from './header.tsx'
import { BottomBar, Sidebar } from './navigation.tsx'

const Palette = lazy(() => import('./palette.tsx').then((it) => it.Palette))
const KeyboardHelp = lazy(() => import('./keyboard-help.tsx').then((it) => it.KeyboardHelp))
const MoreSheet = lazy(() => import('./more-sheet.tsx').then((it) => it.MoreSheet))

/** The frame around every page: navigation, header, offline banner, toasts, and global shortcuts. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path, query } = useLocation()
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)

  useEffect(() => {
    setOverlay(null)
    // Moving the focus announces a new page to screen readers; not for the first page of the visit.
    if (first.current) first.current = false
    else if (!document.querySelector('dialog[open]')) main.current?.focus({ preventScroll: true })
  }, [path])

  useFocusRecovery()
  useShortcut('mod+k', () => setOverlay('palette'))
  useShortcut('?', () => setOverlay('keyboard'))
  const features = useFeatures()
  const pages = features.flatMap((feature) => feature.pages ?? [])
  const close = () => setOverlay(null)
  const phone = layout.value === 'phone'
  // A dialog that the URL opens comes first.
  const watching = useSticky(!query.dialog)

  return (
    <>
      <a href="#content" class="btn fixed top-2 left-2 z-50 not-focus:sr-only">
        {m.shell_skip()}
      </a>
      {pages.map((page) => (
        <GoKey key={page.path} page={page} />
      ))}
      <div class="min-h-dvh sm:grid sm:grid-cols-[3.5rem_minmax(0,1fr)] lg:grid-cols-[13.75rem_minmax(0,1fr)]">
        {!phone && <Sidebar pages={pages} path={path} />}
        <div class="min-w-0">
          <Header pages={pages} onOpen={setOverlay} />
          {!online.value && (
            <p class="flex items-center gap-2 bg-warn-tint px-4 py-1.5 text-warn" role="status">
              <WifiOff size={16} aria-hidden="true" />
              {m.ui_offline_banner()}
            </p>
          )}
          {environmentOf(query) === 'test' && (
            <p class="border-b border-warn-line bg-warn-tint px-4 py-1 text-center text-sm font-medium text-warn">
              {m.shell_test_line()}
            </p>
          )}
          <main
            ref={main}
            id="content"
            tabIndex={-1}
            class="max-w-[110rem] px-4 pt-4 pb-24 sm:px-5 sm:pt-5 sm:pb-10 lg:px-7"
          >
            {children}
          </main>
        </div>
      </div>
      {phone && <BottomBar pages={pages} path={path} onMore={() => setOverlay('more')} />}
      <Toaster />
      {watching &&
        features.flatMap(({ name, watchers = [] }) =>
          watchers.map((Watcher, index) => <Watcher key={`${name} ${index}`} />),
        )}
      {overlay === 'palette' && <Palette onClose={close} onKeyboard={() => setOverlay('keyboard')} />}
      {overlay === 'keyboard' && <KeyboardHelp onClose={close} />}
      {overlay === 'more' && (
        <MoreSheet
          pages={pages.filter(({ inBar }) => !inBar)}
          onClose={close}
          onKeyboard={() => setOverlay('keyboard')}
        />
      )}
    </>
  )
}

function GoKey({ page }: { page: Page }) {
  const { route } = useLocation()
  useShortcut(`g ${page.shortcut}`, () => route(page.path))
  return null
}
