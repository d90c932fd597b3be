import { Checkbox } from '../../../forms/choice.tsx'
import { m } from '../../../messages/index.ts'
import { newScopesOf } from './options.ts'
import type { Import } from './use-import.ts'

/** Beside the form: the document, and what will be done. */
export function ImportSummary({ it }: { it: Import }) {
  const { found, chosen, mayCreateScopes } = it
  if (!it.source || !found) return <p class="text-soft">{m.gateway_import_intro()}</p>
  const count = (action: string) => chosen.filter((one) => one.action === action).length
  const skipped = found.operations.length - it.importable.length
  const scopes = newScopesOf(chosen)
  const tools = chosen.filter(({ route }) => route?.tool).length
  return (
    <div class="flex flex-col gap-4">
      <div class="min-w-0">
        <p class="font-medium wrap-anywhere">{found.title || it.source.name}</p>
        <p class="text-soft wrap-anywhere">{m.gateway_import_version({ version: found.version || '—' })}</p>
      </div>
      <ul class="flex flex-col gap-1" role="status">
        <li>{m.gateway_import_will_create({ count: count('create') })}</li>
        {count('update') > 0 && <li>{m.gateway_import_will_update({ count: count('update') })}</li>}
        {count('unchanged') > 0 && <li>{m.gateway_import_unchanged({ count: count('unchanged') })}</li>}
        {tools > 0 && <li>{m.gateway_import_will_be_tools({ count: tools })}</li>}
        {skipped > 0 && <li class="text-warn">{m.gateway_import_skipped({ count: skipped })}</li>}
      </ul>
      {scopes.length > 0 && (
        <div class="flex flex-col gap-2">
          <Checkbox
            label={m.gateway_import_create_scopes({ count: scopes.length })}
            hint={mayCreateScopes ? m.gateway_import_scopes_hint() : m.gateway_import_scopes_denied()}
            checked={it.options.createScopes && mayCreateScopes}
            disabled={!mayCreateScopes}
            onChecked={(createScopes) => it.change({ createScopes })}
          />
          <p class="wrap-anywhere">
            <code class="text-sm text-soft">{scopes.join(', ')}</code>
          </p>
        </div>
      )}
    </div>
  )
}
