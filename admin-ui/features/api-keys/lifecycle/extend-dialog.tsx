import { useState } from 'preact/hooks'
import { formatInstant } from '../../../format/language.ts'
import { Radios } from '../../../forms/choice.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { useExtendGrace, useGrace } from '../key/grace.ts'
import { useApiKey } from '../key/queries.ts'
import { extensions } from './extensions.ts'

/** Lets the old secret of a key work longer. */
export function ExtendDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const key = useApiKey(id).data
  const query = useGrace(id)
  const extend = useExtendGrace()
  const { endsAt, latestEnd } = query.data ?? {}
  const choices = endsAt && latestEnd ? extensions(Date.parse(endsAt), Date.parse(latestEnd)) : []
  const [named, setNamed] = useState<string | null>(null)
  const chosen = choices.find(({ name }) => name === named) ?? choices.at(0)
  const submit = () => {
    if (key && chosen && !extend.isPending) extend.mutate({ key, endsAt: chosen.endsAt }, { onSuccess: onClose })
  }
  return (
    <Dialog
      title={m.api_keys_extend_title()}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{m.ui_cancel()}</Button>
          <Button type="submit" kind="primary" busy={extend.isPending} aria-disabled={!key || !chosen}>
            {m.api_keys_extend_button()}
          </Button>
        </>
      }
    >
      <Loaded query={query} waiting={<SkeletonRows rows={3} height="row" />}>
        {(it) =>
          it.endsAt === null ? (
            <Note tone="warn">{m.api_keys_extend_over()}</Note>
          ) : (
            <div class="flex flex-col gap-4">
              <p>{m.api_keys_extend_text({ name: key?.name ?? '', until: formatInstant(new Date(it.endsAt)) })}</p>
              {chosen ? (
                <Radios
                  stacked
                  legend={m.api_keys_extend_by()}
                  value={chosen.name}
                  choices={choices.map(({ name, endsAt }) => ({
                    value: name,
                    label: m.api_keys_extend_choice_name({ choice: name }),
                    hint: m.api_keys_extend_until({ until: formatInstant(endsAt) }),
                  }))}
                  onValue={setNamed}
                />
              ) : (
                <Note>{m.api_keys_extend_longest()}</Note>
              )}
            </div>
          )
        }
      </Loaded>
    </Dialog>
  )
}
