import type { FieldErrors } from '../../../forms/form.ts'
import { ScopePicker } from '../../../forms/scope-picker.tsx'
import { m } from '../../../messages/index.ts'
import { type Draft, EMPTY_DRAFT, limitsOf, problemsOf } from '../form/draft/draft.ts'
import { LimitFields } from '../form/limits/limit-fields.tsx'
import type { Source } from './import-lines.ts'

type ImportDefaultsProps = {
  source: Source
  errors: FieldErrors
  /** A prop, so that this component loads no texts except those it shares with the key form. */
  limitsHint: string
  onSource: (patch: Partial<Source>) => void
}

/** Permissions and limits for lines that set none. */
export function ImportDefaults({ source, errors, limitsHint, onSource }: ImportDefaultsProps) {
  const limits = source.limits?.draft ?? EMPTY_DRAFT.limits
  const change = (draft: Draft['limits']) => {
    const problems = Object.entries(problemsOf({ ...EMPTY_DRAFT, limits: draft }, Date.now()))
    const ofLimits = problems.filter(([path]) => path.startsWith('rateLimit.'))
    onSource({
      limits: {
        draft,
        value: limitsOf({ limits: draft }),
        problems: Object.fromEntries(ofLimits.map(([path, problem]) => [path, m.api_keys_form_problem({ problem })])),
      },
    })
  }
  return (
    <div class="mt-3 flex flex-col gap-4">
      <ScopePicker optional chosen={source.scopes} onChosen={(scopes) => onSource({ scopes })} />
      <div>
        <LimitFields limits={limits} errors={errors} onLimits={change} />
        <p class="mt-1 text-sm text-soft">{limitsHint}</p>
      </div>
    </div>
  )
}
