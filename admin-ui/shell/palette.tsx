import { useQuery } from '@tanstack/preact-query'
import { ArrowRight, Clock, Keyboard, LogOut, type LucideIcon, Monitor, Moon, Sun } from 'lucide-preact'
import { Fragment } from 'preact'
import { useId, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { fold } from '../../contract/lib/fold.ts'
import { missingScopes } from '../../contract/scopes.data.ts'
import { useMe } from '../hooks/me.ts'
import { useSignOut } from '../hooks/session.ts'
import { setTheme } from '../hooks/theme.ts'
import { m } from '../messages/index.ts'
import { toastError } from '../ui/feedback/toast.ts'
import { Dialog } from '../ui/overlays/dialog.tsx'
import { useFeatures } from '../ui/page/feature.ts'
import { readRecent, rememberRecent } from './recent.ts'
import { useFound } from './use-found.ts'

type Entry = { key: string; label: string; hint?: string | undefined; icon: LucideIcon; run: () => void }
type Group = { title: string; entries: Entry[] }

/** Search and commands: type a name, an id or a command, choose with the arrow keys, Enter. */
export function Palette({ onClose, onKeyboard }: { onClose: () => void; onKeyboard: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const { route } = useLocation()
  const wanted = text.trim()
  const { found, searching, failed } = useFound(wanted)
  const groups: Group[] = [
    {
      title: m.palette_recent(),
      entries: (wanted ? [] : readRecent()).map(({ label, href }) => ({
        key: `recent ${href}`,
        label,
        icon: Clock,
        run: () => route(href),
      })),
    },
    ...useCommands(onKeyboard).map(({ title, entries }) => ({
      title,
      entries: entries.filter(({ label }) => fold(label).includes(fold(wanted))),
    })),
    // Last, because they arrive later: what the user is about to choose must not move.
    {
      title: m.palette_found(),
      entries: found.map(({ key, label, hint, icon, href }) => ({
        key,
        label,
        hint,
        icon,
        run: () => {
          rememberRecent({ label, href })
          route(href)
        },
      })),
    },
  ].filter(({ entries }) => entries.length > 0)
  const all = groups.flatMap(({ entries }) => entries)
  const active = Math.min(at, all.length - 1)

  const choose = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      const next = (active + step + all.length) % Math.max(1, all.length)
      setAt(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(all[active])
    }
  }

  return (
    <Dialog title={m.palette_title()} onClose={onClose}>
      <input
        class="input"
        type="text"
        role="combobox"
        aria-label={m.palette_hint()}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={all[active] ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        autofocus
        spellcheck={false}
        autocomplete="off"
        placeholder={m.palette_hint()}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div class="relative h-0">{searching && <div class="progress-line" role="presentation" />}</div>
      <div id={id} role="listbox" aria-label={m.palette_title()} class="mt-2 min-h-72" aria-busy={searching}>
        {groups.map(({ title, entries }) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, and a fieldset would be one of a form
          <div key={title} role="group" aria-label={title}>
            <p class="px-2 pt-2 pb-1 text-xs font-medium text-faint" aria-hidden="true">
              {title}
            </p>
            {entries.map((entry) => {
              const index = all.indexOf(entry)
              return (
                <Fragment key={entry.key}>
                  {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the active option */}
                  {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same */}
                  <div
                    id={`${id}-${index}`}
                    role="option"
                    aria-selected={index === active}
                    class={`menu-item cursor-pointer ${index === active ? 'bg-press' : ''}`}
                    onPointerMove={() => setAt(index)}
                    onClick={() => choose(entry)}
                  >
                    <entry.icon size={16} aria-hidden="true" />
                    <span class="min-w-0 truncate">{entry.label}</span>
                    {entry.hint && (
                      <span class="ml-auto min-w-0 shrink-[2] truncate pl-3 text-sm text-faint">{entry.hint}</span>
                    )}
                  </div>
                </Fragment>
              )
            })}
          </div>
        ))}
      </div>
      <p class="-mt-70 px-2 text-soft empty:hidden" role="status">
        {failed ? m.palette_failed() : all.length === 0 && !searching ? m.palette_none() : ''}
      </p>
    </Dialog>
  )
}

function useCommands(onKeyboard: () => void): Group[] {
  const { route } = useLocation()
  const held = useMe()?.scopes ?? []
  const features = useFeatures()
  const commands =
    useQuery({
      queryKey: ['commands'],
      queryFn: async () => (await Promise.all(features.map(({ commands }) => commands?.() ?? []))).flat(),
      staleTime: Number.POSITIVE_INFINITY,
    }).data ?? []
  const signOut = useSignOut()
  const entry = (label: string, icon: LucideIcon, run: () => void): Entry => ({ key: label, label, icon, run })
  return [
    {
      title: m.palette_pages(),
      entries: features.flatMap(({ pages = [] }) =>
        pages.map(({ path, label }) => entry(m.shell_go_to({ page: label() }), ArrowRight, () => route(path))),
      ),
    },
    {
      title: m.palette_actions(),
      entries: commands
        .filter(({ scope }) => missingScopes(held, [scope]).length === 0)
        .map(({ label, icon, href }) => entry(label(), icon, () => route(href))),
    },
    {
      title: m.palette_preferences(),
      entries: [
        entry(m.shell_theme_name({ theme: 'light' }), Sun, () => setTheme('light')),
        entry(m.shell_theme_name({ theme: 'dark' }), Moon, () => setTheme('dark')),
        entry(m.shell_theme_name({ theme: 'system' }), Monitor, () => setTheme('system')),
        entry(m.shell_keyboard(), Keyboard, onKeyboard),
        entry(m.shell_sign_out(), LogOut, () => signOut().catch(toastError)),
      ],
    },
  ]
}
