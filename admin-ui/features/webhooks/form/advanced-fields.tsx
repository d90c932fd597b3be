import { MAX_DESCRIPTION } from '../../../../contract/common.data.ts'
import { CollapsibleSection } from '../../../forms/collapsible-section.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { HeaderFields } from '../../../forms/header-fields.tsx'
import { TextArea } from '../../../forms/text-area.tsx'
import { m } from '../../../messages/index.ts'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import type { Draft } from './draft.ts'
import { FOLDED } from './folded.ts'

const waiting = () => <SkeletonRows rows={4} height="row" />
// Collapsed at first, so their code is loaded when they are expanded.
const DeliveryFields = lazy(() => import('./delivery-fields.tsx').then((it) => it.DeliveryFields), waiting)
const ShapingFields = lazy(() => import('./shaping-fields.tsx').then((it) => it.ShapingFields), waiting)

/** What most webhooks do not change. */
export function AdvancedFields({ draft, errors, onDraft }: FieldsProps<Draft>) {
  return (
    <>
      <HeaderFields
        title={m.webhooks_form_headers()}
        hint={m.webhooks_form_headers_hint()}
        rows={draft.headers}
        errors={errors}
        onRows={(headers) => onDraft({ headers })}
      />
      <div class="flex flex-col gap-2">
        <CollapsibleSection
          title={m.fields_description()}
          initially={draft.description !== ''}
          wrong={errorAt(errors, 'description') !== undefined}
        >
          <TextArea
            label={m.fields_description()}
            hint={m.webhooks_form_description_hint()}
            rows={2}
            maxLength={MAX_DESCRIPTION}
            error={errorAt(errors, 'description')}
            value={draft.description}
            onValue={(description) => onDraft({ description })}
          />
        </CollapsibleSection>
        <CollapsibleSection
          title={m.webhooks_form_delivery()}
          lead={m.webhooks_form_delivery_lead()}
          wrong={FOLDED.delivery.some((path) => errorAt(errors, path))}
        >
          <DeliveryFields draft={draft} errors={errors} onDraft={onDraft} />
        </CollapsibleSection>
        <CollapsibleSection
          title={m.webhooks_form_shaping()}
          lead={m.webhooks_form_shaping_lead()}
          initially={Boolean(draft.filter || draft.transform)}
          wrong={FOLDED.shaping.some((path) => errorAt(errors, path))}
        >
          <ShapingFields draft={draft} errors={errors} onDraft={onDraft} />
        </CollapsibleSection>
      </div>
    </>
  )
}
