import { Keyboard, LogOut, type LucideIcon, Monitor, Moon, Sun } from 'lucide-preact'
import { useId, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { fold } from '../../contract/fold.ts'
import { missingScopes } from '../../contract/scopes.ts'
import { defineWords } from '../format/language.ts'
import { useMe } from '../hooks/me.ts'
import { useSignOut } from '../hooks/session.ts'
import { setTheme } from '../hooks/theme.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useFeatures } from '../ui/feature.ts'
import { toastError } from '../ui/toast.ts'
import { words } from './words.ts'

/** Texts of the command palette. */
const paletteWords = defineWords({
  paletteTitle: 'Commands',
  paletteHint: 'Type what you want to do',
  paletteNone: 'No command by that name.',
})

type Command = { label: string; icon: LucideIcon; run: () => void }

/** Every command by name: type, choose with the arrows, Enter. */
export function Palette({ onClose, onKeyboard }: { onClose: () => void; onKeyboard: () => void }) {
  const t = paletteWords()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const wanted = fold(text.trim())
  const found = useCommands(onKeyboard).filter((command) => fold(command.label).includes(wanted))
  const active = Math.min(at, found.length - 1)

  const choose = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setAt((active + step + found.length) % Math.max(1, found.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(found[active])
    }
  }

  return (
    <Dialog title={t.paletteTitle} onClose={onClose}>
      <input
        class="input"
        type="text"
        role="combobox"
        aria-label={t.paletteHint}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        autofocus
        placeholder={t.paletteHint}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={t.paletteTitle} class="mt-2 min-h-64">
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same
          <div
            key={command.label}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            class={`menu-item cursor-pointer ${index === active ? 'bg-tint text-primary' : ''}`}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(command)}
          >
            <command.icon size={16} aria-hidden="true" />
            {command.label}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p class="-mt-62 px-2.5 text-soft" role="status">
          {t.paletteNone}
        </p>
      )}
    </Dialog>
  )
}

function useCommands(onKeyboard: () => void): Command[] {
  const t = words()
  const { route } = useLocation()
  const held = useMe()?.scopes ?? []
  const features = useFeatures()
  const signOut = useSignOut()
  return [
    ...features.flatMap(({ pages = [] }) =>
      pages.map(({ path, label, icon }) => ({ label: t.goTo(label()), icon, run: () => route(path) })),
    ),
    ...features
      .flatMap(({ commands = [] }) => commands)
      .filter(({ scope }) => missingScopes(held, [scope]).length === 0)
      .map(({ label, icon, href }) => ({ label: label(), icon, run: () => route(href) })),
    { label: t.theme.light, icon: Sun, run: () => setTheme('light') },
    { label: t.theme.dark, icon: Moon, run: () => setTheme('dark') },
    { label: t.theme.system, icon: Monitor, run: () => setTheme('system') },
    { label: t.keyboard, icon: Keyboard, run: onKeyboard },
    { label: t.signOut, icon: LogOut, run: () => signOut().catch(toastError) },
  ]
}
