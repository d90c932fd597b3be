import { Keyboard, LogOut } from 'lucide-preact'
import { useMe } from '../hooks/me.ts'
import { useSignOut } from '../hooks/session.ts'
import { setTheme, THEMES, theme } from '../hooks/theme.ts'
import { m } from '../messages/index.ts'
import { toastError } from '../ui/feedback/toast.ts'
import { Dialog } from '../ui/overlays/dialog.tsx'
import type { Page } from '../ui/page/feature.ts'
import { Segmented } from '../ui/segmented.tsx'
import { EnvironmentSwitch } from './environment-switch.tsx'

type MoreSheetProps = { pages: readonly Page[]; onClose: () => void; onKeyboard: () => void }

/** On a phone: the pages that are not in the bar, and what the header shows on wider screens. */
export function MoreSheet({ pages, onClose, onKeyboard }: MoreSheetProps) {
  const me = useMe()
  const signOut = useSignOut()
  return (
    <Dialog title={m.shell_more()} onClose={onClose}>
      <nav aria-label={m.shell_more_pages()} class="-mx-2 mb-3">
        {pages.map((page) => (
          <a key={page.path} href={page.path} class="nav-link" onClick={onClose}>
            <page.icon size={18} class="flex-none" aria-hidden="true" />
            {page.label()}
          </a>
        ))}
      </nav>
      <div class="flex flex-col gap-3 border-t border-line pt-4">
        <div class="flex flex-wrap items-center justify-between gap-2">
          <span>{m.shell_environment()}</span>
          <EnvironmentSwitch />
        </div>
        <div class="flex flex-wrap items-center justify-between gap-2">
          <span>{m.shell_theme()}</span>
          <Segmented
            label={m.shell_theme()}
            value={theme.value}
            choices={THEMES.map((value) => ({ value, label: m.shell_theme_short({ theme: value }) }))}
            onValue={setTheme}
          />
        </div>
        <div class="border-t border-line pt-3">
          <p class="font-medium wrap-anywhere">{me?.user?.name}</p>
          <p class="text-sm text-soft wrap-anywhere">{me?.user?.email}</p>
        </div>
        <div class="-mx-2">
          <button type="button" class="menu-item" onClick={onKeyboard}>
            <Keyboard size={18} aria-hidden="true" />
            {m.shell_keyboard()}
          </button>
          <button type="button" class="menu-item" onClick={() => signOut().catch(toastError)}>
            <LogOut size={18} aria-hidden="true" />
            {m.shell_sign_out()}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
