import { useState } from 'preact/hooks'
import { Checkbox } from '../../../forms/choice.tsx'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { words } from './organization-words.ts'

/** Whether a key may be sent in a URL. Turning it on asks first, and lists the risks. */
export function QueryKeysField({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const t = words()
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <Checkbox
        label={t.keysInQuery}
        hint={t.keysInQueryHint}
        // Ticked while it is being asked about, or the browser's own tick would contradict it.
        checked={on || asking}
        onChecked={(wanted) => (wanted ? setAsking(true) : onChange(false))}
      />
      {asking && (
        <ConfirmDialog
          title={t.riskTitle}
          confirm={t.riskConfirm}
          onClose={close}
          onConfirm={() => {
            onChange(true)
            close()
          }}
        >
          <div>
            <p>{t.riskLead}</p>
            <ul class="my-3 list-disc pl-6">
              {t.risks.map((risk) => (
                <li key={risk}>{risk}</li>
              ))}
            </ul>
            <p>{t.riskEnd}</p>
          </div>
        </ConfirmDialog>
      )}
    </>
  )
}
