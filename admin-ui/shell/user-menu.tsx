import { CircleUser, Keyboard, LogOut, Monitor, Moon, Sun } from 'lucide-preact'
import { useMe } from '../hooks/me.ts'
import { useSignOut } from '../hooks/session.ts'
import { setTheme, THEMES, theme } from '../hooks/theme.ts'
import { Menu } from '../ui/menu.tsx'
import { toastError } from '../ui/toast.ts'
import { words } from './words.ts'

const ICONS = { system: Monitor, light: Sun, dark: Moon }

/** Who is signed in, the theme, the list of shortcuts, and the way out. */
export function UserMenu({ onKeyboard, wide }: { onKeyboard: () => void; wide?: boolean }) {
  const t = words()
  const me = useMe()
  const signOut = useSignOut()
  return (
    <Menu
      label={me?.user ? t.accountOf(me.user.name) : t.account}
      icon={CircleUser}
      small={!wide}
      heading={
        <>
          <p class="font-semibold wrap-anywhere">{me?.user?.name}</p>
          <p class="text-sm text-soft wrap-anywhere">{me?.user?.email}</p>
          <p class="text-sm text-soft wrap-anywhere">{me?.organization.name}</p>
        </>
      }
      items={() => [
        ...THEMES.map((value) => ({
          label: t.theme[value],
          icon: ICONS[value],
          checked: theme.value === value,
          onSelect: () => setTheme(value),
        })),
        'line',
        { label: t.keyboard, icon: Keyboard, onSelect: onKeyboard },
        { label: t.signOut, icon: LogOut, onSelect: () => signOut().catch(toastError) },
      ]}
    >
      {wide && <span class="max-w-36 truncate">{me?.user?.name ?? t.account}</span>}
    </Menu>
  )
}
