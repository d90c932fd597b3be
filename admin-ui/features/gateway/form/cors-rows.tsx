import type { FieldsProps } from '../../../forms/form.ts'
import { SwitchRow } from '../../../forms/setting-row.tsx'
import { m } from '../../../messages/index.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import type { CorsDraft } from './cors-draft.ts'
import type { Draft } from './draft.ts'

// Most routes are not called by pages.
const CorsFields = lazy(() => import('./cors-fields.tsx').then((it) => it.CorsFields))

/** Which pages of other origins may call the route. */
export function CorsRows({ draft: { cors }, errors, onDraft }: FieldsProps<Draft>) {
  const change = (patch: Partial<CorsDraft>) => onDraft({ cors: { ...cors, ...patch } })
  return (
    <>
      <SwitchRow
        label={m.gateway_cors_on()}
        hint={m.gateway_cors_on_hint()}
        on={cors.on}
        onSwitch={(on) => change({ on })}
      />
      {cors.on && <CorsFields cors={cors} errors={errors} change={change} />}
    </>
  )
}
