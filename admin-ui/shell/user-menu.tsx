import { useLocation } from 'preact-iso/router'
import { initialsOf } from '../format/initials.ts'
import { useMe } from '../hooks/me.ts'
import { useSignOut } from '../hooks/session.ts'
import { setTheme, THEMES, theme } from '../hooks/theme.ts'
import { m } from '../messages/index.ts'
import { toastError } from '../ui/feedback/toast.ts'
import { Menu } from '../ui/overlays/menu.tsx'
import { settingsHref } from '../ui/page/feature.ts'

/** The signed-in user, the theme, the list of shortcuts, and sign-out. */
export function UserMenu({ onKeyboard }: { onKeyboard: () => void }) {
  const me = useMe()
  const signOut = useSignOut()
  const { route } = useLocation()
  return (
    <Menu
      label={me?.user ? m.shell_account_of({ name: me.user.name }) : m.shell_account()}
      small={false}
      face={<Avatar name={me?.user?.name ?? ''} />}
      heading={
        <>
          <p class="font-medium wrap-anywhere">{me?.user?.name}</p>
          <p class="text-sm text-soft wrap-anywhere">{me?.user?.email}</p>
          <p class="text-sm text-soft wrap-anywhere">{me?.organization.name}</p>
        </>
      }
      items={() => [
        ...THEMES.map((value) => ({
          label: m.shell_theme_name({ theme: value }),
          checked: theme.value === value,
          onSelect: () => setTheme(value),
        })),
        'line',
        { label: m.oauth_connected_title(), onSelect: () => route(settingsHref('connected-apps')) },
        { label: m.shell_keyboard(), onSelect: onKeyboard },
        { label: m.shell_sign_out(), onSelect: () => signOut().catch(toastError) },
      ]}
    />
  )
}

/** The initials of a person. */
function Avatar({ name }: { name: string }) {
  return (
    <span
      class="grid size-7 place-items-center rounded-full bg-press text-xs font-semibold text-ink"
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  )
}
