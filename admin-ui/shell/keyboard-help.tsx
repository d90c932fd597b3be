import { m } from '../messages/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/overlays/dialog.tsx'
import { useFeatures } from '../ui/page/feature.ts'
import { setShortcuts, shortcutsOn } from '../ui/page/shortcuts.ts'

/** The keys of a shortcut, and what it does. */
type Row = [string[], string]

/** All shortcuts, and the switch for single-key shortcuts. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const pages = useFeatures().flatMap((feature) => feature.pages ?? [])
  const rows: Row[] = [
    [['/'], m.keyboard_help_keys_search()],
    [['C'], m.keyboard_help_keys_create()],
    [['J'], m.keyboard_help_keys_next_row()],
    [['K'], m.keyboard_help_keys_previous_row()],
    [['Enter'], m.keyboard_help_keys_open_row()],
    [['X'], m.keyboard_help_keys_select_row()],
    [['Ctrl+Enter'], m.keyboard_help_keys_submit()],
    ...pages.map((page): Row => [['G', page.shortcut.toUpperCase()], m.shell_go_to({ page: page.label() })]),
    [['?'], m.keyboard_help_keys_help()],
    [['Ctrl+K'], m.keyboard_help_keys_palette()],
    [['Esc'], m.keyboard_help_keys_close()],
  ]
  const on = shortcutsOn.value
  return (
    <Dialog
      title={m.keyboard_help_title()}
      onClose={onClose}
      footer={
        <>
          <Button kind="quiet" onClick={() => setShortcuts(!on)}>
            {on ? m.keyboard_help_turn_off() : m.keyboard_help_turn_on()}
          </Button>
          <Button onClick={onClose}>{m.ui_close()}</Button>
        </>
      }
    >
      {!on && <p class="mb-3 text-soft">{m.keyboard_help_off()}</p>}
      <dl class="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2">
        {rows.map(([keys, action]) => (
          <div key={action} class="contents">
            <dt class="flex items-center gap-1.5 text-sm text-soft">
              {keys.map((key, index) => (
                <>
                  {index > 0 && m.keyboard_help_then_key()}
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
