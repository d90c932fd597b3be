import { useState } from 'preact/hooks'
import { fold } from '../../../../contract/fold.ts'
import { missingScopes, type ScopeGroup, scopeCovers } from '../../../../contract/scopes.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { Picker } from '../../../forms/picker.tsx'
import { useMe } from '../../../hooks/me.ts'
import { Button } from '../../../ui/button.tsx'
import { words } from '../key/dialog-words.ts'
import { useScopeGroups } from '../key/queries.ts'

type PickerProps = {
  chosen: string[]
  /** None is an answer too. */
  optional?: boolean
  error?: string | undefined
  onChosen: (scopes: string[]) => void
}

/** Permissions in groups, searchable, with quick choices. Nobody can grant what their own role does not hold. */
export function ScopePicker({ chosen, optional = false, error, onChosen }: PickerProps) {
  const t = words()
  const [text, setText] = useState('')
  const held = useMe()?.scopes ?? []
  const mayGrant = (scope: string) => missingScopes(held, [scope]).length === 0
  const groups = withUnknown(useScopeGroups(), chosen, t.otherGroup)
  const all = groups.flatMap((group) => group.scopes.map((one) => one.scope))

  const wanted = fold(text.trim())
  const matching = groups
    .map((group) => ({
      ...group,
      shown: group.scopes.filter((one) => fold(`${one.scope} ${one.label} ${group.group}`).includes(wanted)),
    }))
    .filter((group) => group.shown.length > 0)

  const readOnly = all.filter((scope) => scope.endsWith(':read') && mayGrant(scope))

  return (
    <Picker
      legend={t.permissions}
      optional={optional}
      error={error}
      search={{ label: t.searchPermissions, text, onText: setText }}
      quick={
        <fieldset aria-label={t.presets} class="flex flex-wrap gap-1.5">
          <Button small onClick={() => onChosen(readOnly)}>
            {t.readOnly}
          </Button>
          {mayGrant('*') && (
            <Button small onClick={() => onChosen(['*'])}>
              {t.fullAccess}
            </Button>
          )}
          <Button small kind="quiet" aria-disabled={chosen.length === 0} onClick={() => onChosen([])}>
            {t.clear}
          </Button>
        </fieldset>
      }
      chosen={t.chosen(chosen.length)}
    >
      <div class="relative max-h-72 overflow-y-auto p-3">
        {matching.map((group) => (
          <Group key={group.group} group={group} shown={group.shown} {...{ chosen, mayGrant, onChosen }} />
        ))}
        {matching.length === 0 && <p class="text-soft">{t.noPermissionFound}</p>}
      </div>
    </Picker>
  )
}

type GroupProps = {
  group: ScopeGroup
  shown: ScopeGroup['scopes']
  chosen: string[]
  mayGrant: (scope: string) => boolean
  onChosen: (scopes: string[]) => void
}

function Group({ group, shown, chosen, mayGrant, onChosen }: GroupProps) {
  const t = words()
  const grantable = shown.map((one) => one.scope).filter(mayGrant)
  const count = grantable.filter((scope) => chosen.includes(scope)).length
  const add = (scopes: string[]) => onChosen([...new Set([...chosen, ...scopes])])
  const remove = (scopes: string[]) => onChosen(chosen.filter((scope) => !scopes.includes(scope)))
  const everything = chosen.includes('*')
  return (
    <fieldset aria-label={group.group} class="mb-4 min-w-0 last:mb-0">
      {shown.length > 1 ? (
        <div class="mb-1.5 font-semibold">
          <Checkbox
            label={
              <>
                {group.group}
                <span class="sr-only">: {t.selectAll(group.group)}</span>
              </>
            }
            checked={everything || (count > 0 && count === grantable.length)}
            partly={!everything && count > 0 && count < grantable.length}
            disabled={everything || grantable.length === 0}
            onChecked={(on) => (on ? add(grantable) : remove(grantable))}
          />
        </div>
      ) : (
        <p class="mb-1.5 font-semibold">{group.group}</p>
      )}
      <div class="grid gap-x-4 gap-y-2 pl-1 sm:grid-cols-2">
        {shown.map(({ scope, label, description }) => {
          const implied = chosen.some((held) => held !== scope && scopeCovers(held, scope))
          const allowed = mayGrant(scope)
          return (
            <Checkbox
              key={scope}
              label={label}
              hint={!allowed ? t.notYours : implied && everything ? t.includedInAll : description}
              checked={implied || chosen.includes(scope)}
              disabled={implied || (!allowed && !chosen.includes(scope))}
              onChecked={(on) => (on ? add([scope]) : remove([scope]))}
            />
          )
        })}
      </div>
    </fieldset>
  )
}

/** Scopes a key holds that the catalog does not list (a wildcard, a module since deleted) can still be taken away. */
function withUnknown(groups: ScopeGroup[], chosen: string[], title: string): ScopeGroup[] {
  const known = new Set(groups.flatMap((group) => group.scopes.map((one) => one.scope)))
  const unknown = chosen.filter((scope) => !known.has(scope))
  if (unknown.length === 0) return groups
  return [...groups, { group: title, scopes: unknown.map((scope) => ({ scope, label: scope, description: '' })) }]
}
