import { missingScopes, type ScopeGroup } from '../../../../../contract/scopes.data.ts'
import { same } from '../../../../forms/form.ts'

export const PRESETS = ['readOnly', 'publisher', 'verifier', 'fullAccess'] as const
export type Preset = (typeof PRESETS)[number]

/** The scopes of a preset among those that exist and that the user may grant; null if the user may not grant them. */
export function scopesOf(preset: Preset, groups: readonly ScopeGroup[], held: readonly string[]): string[] | null {
  const mayGrant = (scope: string) => missingScopes(held, [scope]).length === 0
  const all = groups.flatMap((group) => group.scopes.map(({ scope }) => scope))
  if (preset === 'readOnly') {
    const reading = all.filter((scope) => scope.endsWith(':read') && mayGrant(scope))
    return reading.length > 0 ? reading : null
  }
  const wanted = { publisher: ['events:read', 'events:write'], verifier: ['api-keys:verify'], fullAccess: ['*'] }[
    preset
  ]
  return wanted.every(mayGrant) ? wanted : null
}

/** Whether these are the scopes of a preset, in any order. */
export const isPreset = (scopes: readonly string[], preset: readonly string[] | null): boolean =>
  preset !== null && same([...scopes].sort(), [...preset].sort())
