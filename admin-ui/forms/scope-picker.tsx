import { Plus } from 'lucide-preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { fold } from '../../contract/lib/fold.ts'
import { missingScopes, SCOPE_PATTERN, type ScopeGroup, scopeCovers } from '../../contract/scopes.data.ts'
import { useMe } from '../hooks/me.ts'
import { useScopeGroups } from '../hooks/scope-groups.ts'
import { m } from '../messages/index.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from './choice.tsx'
import { Picker } from './picker.tsx'

type PickerProps = {
  chosen: string[]
  /** An empty selection is valid. */
  optional?: boolean
  error?: string | undefined
  /** Quick choices of permissions; default: shown. */
  presets?: boolean
  /** Only these, and narrower ones, can be chosen: those of the parent key. */
  within?: readonly string[]
  /** The search gets the focus. */
  autofocus?: boolean
  /** The first of these is scrolled to. */
  reveal?: readonly string[]
  onChosen: (scopes: string[]) => void
}

/**
 * Permissions in groups, searchable, with quick choices. A permission that is not listed, such as a wildcard, can be
 * typed. Users can only grant what their own role has.
 */
export function ScopePicker(props: PickerProps) {
  const {
    chosen,
    optional = false,
    error,
    presets = true,
    within = ['*'],
    autofocus = false,
    reveal = [],
    onChosen,
  } = props
  const [text, setText] = useState('')
  const held = useMe()?.scopes ?? []
  const mayGrant = (scope: string) => [held, within].every((holder) => missingScopes(holder, [scope]).length === 0)
  const offered = useScopeGroups().map(({ group, scopes }) => ({
    group,
    scopes: scopes.filter(({ scope }) => missingScopes(within, [scope]).length === 0),
  }))
  const named = new Set([...chosen, ...within.filter((scope) => scope !== '*')])
  const groups = withUnknown(offered, [...named], m.api_keys_dialog_other_group())
  const all = groups.flatMap((group) => group.scopes.map((one) => one.scope))

  const wanted = fold(text.trim())
  const matching = groups
    .map((group) => ({
      ...group,
      shown: group.scopes.filter((one) => fold(`${one.scope} ${one.label} ${group.group}`).includes(wanted)),
    }))
    .filter((group) => group.shown.length > 0)

  const typed = text.trim().toLowerCase()
  const isNew = SCOPE_PATTERN.test(typed) && !all.includes(typed) && mayGrant(typed)
  const readOnly = all.filter((scope) => scope.endsWith(':read') && mayGrant(scope))

  return (
    <Picker
      legend={m.api_keys_permissions()}
      optional={optional}
      error={error}
      search={{ label: m.api_keys_dialog_search_permissions(), text, autofocus, onText: setText }}
      quick={
        <fieldset aria-label={m.api_keys_dialog_presets()} class="flex flex-wrap gap-1.5">
          {presets && (
            <Button small onClick={() => onChosen(readOnly)}>
              {m.api_keys_dialog_read_only()}
            </Button>
          )}
          {presets && mayGrant('*') && (
            <Button small onClick={() => onChosen(['*'])}>
              {m.api_keys_dialog_full_access()}
            </Button>
          )}
          <Button small kind="quiet" aria-disabled={chosen.length === 0} onClick={() => onChosen([])}>
            {m.api_keys_dialog_clear()}
          </Button>
        </fieldset>
      }
      chosen={m.api_keys_dialog_selected({ count: chosen.length })}
    >
      <div class="relative max-h-112 divide-y divide-line overflow-y-auto">
        {isNew && (
          <p class="flex items-center gap-3 px-3 py-2">
            <Button
              small
              icon={Plus}
              onClick={() => {
                onChosen([...chosen, typed])
                setText('')
              }}
            >
              {m.api_keys_dialog_add_scope({ scope: typed })}
            </Button>
            <span class="min-w-0 text-sm text-soft">{m.api_keys_dialog_add_scope_hint()}</span>
          </p>
        )}
        {matching.map((group) => (
          <Group
            key={group.group}
            group={group}
            shown={group.shown}
            reveal={reveal[0]}
            {...{ chosen, mayGrant, onChosen }}
          />
        ))}
        {matching.length === 0 && !isNew && <p class="p-3 text-soft">{m.api_keys_dialog_no_permission_found()}</p>}
      </div>
    </Picker>
  )
}

type GroupProps = {
  group: ScopeGroup
  shown: ScopeGroup['scopes']
  chosen: string[]
  reveal: string | undefined
  mayGrant: (scope: string) => boolean
  onChosen: (scopes: string[]) => void
}

function Group({ group, shown, chosen, reveal, mayGrant, onChosen }: GroupProps) {
  const grantable = shown.map((one) => one.scope).filter(mayGrant)
  const count = grantable.filter((scope) => chosen.includes(scope)).length
  const add = (scopes: string[]) => onChosen([...new Set([...chosen, ...scopes])])
  const remove = (scopes: string[]) => onChosen(chosen.filter((scope) => !scopes.includes(scope)))
  const everything = chosen.includes('*')
  return (
    <fieldset
      aria-label={group.group}
      class="grid min-w-0 gap-x-3 gap-y-1.5 px-3 py-2.5 text-base sm:grid-cols-[7.5rem_minmax(0,1fr)]"
    >
      {shown.length > 1 ? (
        <div class="font-medium">
          <Checkbox
            label={
              <>
                {group.group}
                <span class="sr-only">: {m.api_keys_dialog_select_all({ group: group.group })}</span>
              </>
            }
            checked={everything || (count > 0 && count === grantable.length)}
            partly={!everything && count > 0 && count < grantable.length}
            disabled={everything || grantable.length === 0}
            onChecked={(on) => (on ? add(grantable) : remove(grantable))}
          />
        </div>
      ) : (
        <p class="font-medium">{group.group}</p>
      )}
      <div class="flex min-w-0 flex-wrap gap-x-5 gap-y-1.5 max-sm:pl-1">
        {shown.map((one) => {
          const implied = chosen.some((held) => held !== one.scope && scopeCovers(held, one.scope))
          const allowed = mayGrant(one.scope)
          return (
            <Scope
              key={one.scope}
              reveal={one.scope === reveal}
              label={one.label}
              hint={
                !allowed
                  ? m.api_keys_dialog_not_grantable()
                  : implied && everything
                    ? m.api_keys_dialog_included_in_all()
                    : one.description
              }
              checked={implied || chosen.includes(one.scope)}
              disabled={implied || (!allowed && !chosen.includes(one.scope))}
              onChecked={(on) => (on ? add([one.scope]) : remove([one.scope]))}
            />
          )
        })}
      </div>
    </fieldset>
  )
}

type ScopeProps = {
  reveal: boolean
  label: string
  hint: string
  checked: boolean
  disabled: boolean
  onChecked: (on: boolean) => void
}

/** One permission. What it means is in its tooltip, so that all permissions are seen at once. */
function Scope({ reveal, label, hint, checked, disabled, onChecked }: ScopeProps) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (reveal) box.current?.scrollIntoView({ block: 'center' })
  }, [reveal])
  return (
    <div ref={box} class="flex min-w-0 gap-2" title={hint}>
      <input
        id={id}
        type="checkbox"
        class="mt-0.5"
        checked={checked}
        disabled={disabled}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <label for={id} class={`min-w-0 wrap-anywhere ${disabled ? 'text-soft' : ''}`}>
        {label}
      </label>
      {hint && (
        <span id={`${id}-hint`} class="sr-only">
          {hint}
        </span>
      )}
    </div>
  )
}

/**
 * Adds scopes of the key that the catalog does not list (a wildcard, a deleted module), so that they can be removed.
 */
function withUnknown(groups: ScopeGroup[], chosen: string[], title: string): ScopeGroup[] {
  const known = new Set(groups.flatMap((group) => group.scopes.map((one) => one.scope)))
  const unknown = chosen.filter((scope) => !known.has(scope))
  if (unknown.length === 0) return groups
  return [...groups, { group: title, scopes: unknown.map((scope) => ({ scope, label: scope, description: '' })) }]
}
