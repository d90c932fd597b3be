import { defineWords } from '../format/language.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useFeatures } from '../ui/feature.ts'
import { setShortcuts, shortcutsOn } from '../ui/shortcuts.ts'
import { words as uiWords } from '../ui/words.ts'
import { words } from './words.ts'

/** Texts of the list of shortcuts. */
const keyboardWords = defineWords({
  keyboardTitle: 'Keyboard shortcuts',
  keyboardOff: 'Single keys are turned off. Ctrl+K still works.',
  keyboardOn: 'Turn single keys on',
  keyboardTurnOff: 'Turn single keys off',
  thenKey: 'then',
  keys: {
    search: 'Search in this page',
    create: 'Create',
    help: 'Show this list',
    palette: 'Open the command list',
    close: 'Close a dialog or menu',
  },
})

/** The keys of a shortcut, and what it does. */
type Row = [string[], string]

/** Every shortcut there is, and the switch for single keys. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const t = keyboardWords()
  const pages = useFeatures().flatMap((feature) => feature.pages ?? [])
  const rows: Row[] = [
    [['/'], t.keys.search],
    [['C'], t.keys.create],
    ...pages.map((page): Row => [['G', page.shortcut.toUpperCase()], words().goTo(page.label())]),
    [['?'], t.keys.help],
    [['Ctrl+K'], t.keys.palette],
    [['Esc'], t.keys.close],
  ]
  const on = shortcutsOn.value
  return (
    <Dialog
      title={t.keyboardTitle}
      onClose={onClose}
      footer={
        <>
          <Button kind="quiet" onClick={() => setShortcuts(!on)}>
            {on ? t.keyboardTurnOff : t.keyboardOn}
          </Button>
          <Button onClick={onClose}>{uiWords().close}</Button>
        </>
      }
    >
      {!on && <p class="mb-3 text-soft">{t.keyboardOff}</p>}
      <dl class="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2">
        {rows.map(([keys, action]) => (
          <div key={action} class="contents">
            <dt class="flex items-center gap-1.5 text-sm text-soft">
              {keys.map((key, index) => (
                <>
                  {index > 0 && t.thenKey}
                  <kbd class="kbd">{key}</kbd>
                </>
              ))}
            </dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
