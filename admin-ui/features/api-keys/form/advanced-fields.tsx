import { useState } from 'preact/hooks'
import { Chips } from '../../../forms/chips.tsx'
import { Checkbox, Radios } from '../../../forms/choice.tsx'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { lazy } from '../../../ui/lazy.tsx'
import type { Draft } from './draft.ts'
import { words } from './form-words.ts'

// Folded away at first, and large: their code comes by itself.
const RotationField = lazy(() => import('./rotation-field.tsx').then((it) => it.RotationField))
const CreditsField = lazy(() => import('./credits-field.tsx').then((it) => it.CreditsField))
const MetadataField = lazy(() => import('./metadata-field.tsx').then((it) => it.MetadataField))

const PATHS = ['consistency', 'captureBodies', 'rotation', 'credits', 'tags', 'ownerId', 'metadata']

/** What most keys leave as it is: folded away, unless something there is set or wrong. */
export function AdvancedFields({ draft, errors, isNew, onDraft }: FieldsProps<Draft> & { isNew: boolean }) {
  const t = words()
  const [open, setOpen] = useState(() => isSet(draft))
  const wrong = PATHS.some((path) => errorAt(errors, path) !== undefined)
  return (
    <details open={open || wrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="font-medium">{t.advanced}</summary>
      <div class="mt-3 flex flex-col gap-5 border-l-2 border-line pl-4">
        {isNew && (
          <Checkbox
            label={t.recoverable}
            hint={t.recoverableHint}
            checked={draft.recoverable}
            onChecked={(recoverable) => onDraft({ recoverable })}
          />
        )}
        <RotationField
          rotation={draft.rotation}
          recoverable={draft.recoverable}
          isNew={isNew}
          errors={errors}
          onRotation={(rotation) => onDraft({ rotation })}
        />
        <CreditsField credits={draft.credits} errors={errors} onCredits={(credits) => onDraft({ credits })} />
        <Radios
          legend={t.consistencyLegend}
          stacked
          value={draft.consistency}
          choices={[
            { value: 'edge', label: t.edgeChoice, hint: t.edgeHint },
            { value: 'strict', label: t.strictChoice, hint: t.strictHint },
          ]}
          error={errorAt(errors, 'consistency')}
          onValue={(consistency) => onDraft({ consistency })}
        />
        <Radios
          legend={t.captureLegend}
          stacked
          value={draft.capture}
          choices={(['inherit', 'always', 'never'] as const).map((value) => ({ value, ...t.captures[value] }))}
          error={errorAt(errors, 'captureBodies')}
          onValue={(capture) => onDraft({ capture })}
        />
        <Chips
          label={t.tags}
          hint={t.tagsHint}
          error={errorAt(errors, 'tags')}
          maxLength={40}
          chips={draft.tags}
          removeLabel={t.removeTag}
          onChips={(tags) => onDraft({ tags })}
        />
        <TextField
          label={t.owner}
          hint={t.ownerHint}
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          error={errorAt(errors, 'ownerId')}
          value={draft.ownerId}
          onValue={(ownerId) => onDraft({ ownerId })}
        />
        <MetadataField
          text={draft.metadata}
          error={errorAt(errors, 'metadata')}
          onText={(metadata) => onDraft({ metadata })}
        />
      </div>
    </details>
  )
}

const isSet = ({ consistency, capture, recoverable, rotation, credits, tags, ownerId, metadata }: Draft): boolean =>
  consistency === 'strict' ||
  capture !== 'inherit' ||
  recoverable ||
  rotation.on ||
  credits.on ||
  tags.length > 0 ||
  ownerId !== '' ||
  metadata !== ''
