import { Pencil } from 'lucide-preact'
import { useId } from 'preact/hooks'
import type { OAuthAuthorization } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { isWriting } from './limits.ts'

type ScopeListProps = {
  scopes: OAuthAuthorization['scopes']
  chosen: readonly string[]
  onChosen: (scopes: string[]) => void
}

/** What the app will be able to do. Each can be left out; what writes is marked. */
export function ScopeList({ scopes, chosen, onChosen }: ScopeListProps) {
  const id = useId()
  return (
    <ul class="grid gap-2.5">
      {scopes.map(({ scope, label, description }, at) => (
        <li key={scope} class="flex gap-3">
          <input
            id={`${id}-${at}`}
            type="checkbox"
            class="mt-1"
            checked={chosen.includes(scope)}
            aria-describedby={`${id}-${at}-hint`}
            onChange={({ currentTarget: { checked } }) =>
              onChosen(
                scopes.flatMap((one) =>
                  (one.scope === scope ? checked : chosen.includes(one.scope)) ? one.scope : [],
                ),
              )
            }
          />
          <div class="min-w-0 flex-1">
            <label for={`${id}-${at}`} class="block font-medium wrap-anywhere">
              {label}
            </label>
            <span id={`${id}-${at}-hint`} class="block text-base text-faint wrap-anywhere">
              {description}
              {isWriting(scope) && <span class="sr-only"> {m.oauth_consent_writes()}</span>}
            </span>
          </div>
          {isWriting(scope) && (
            <span class="mt-0.5 flex-none text-warn-mark" data-tip={m.oauth_consent_writes()} aria-hidden="true">
              <Pencil size={16} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
