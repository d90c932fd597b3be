import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { setShortcuts, shortcutsOn } from '../ui/shortcuts.ts'
import { words as partsWords } from '../ui/words.ts'
import { words } from './keyboard-words.ts'

/** Every shortcut there is, and the switch for single keys. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const t = words()
  const rows: [string[], string][] = [
    [['/'], t.keys.search],
    [['C'], t.keys.create],
    [['G', 'K'], t.keys.keys],
    [['G', 'W'], t.keys.webhooks],
    [['G', 'L'], t.keys.logs],
    [['G', 'A'], t.keys.alerts],
    [['G', 'U'], t.keys.auditLog],
    [['G', 'S'], t.keys.settings],
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
          <Button onClick={onClose}>{partsWords().close}</Button>
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
