import type { ApiKey } from '../../../../client/src/generated.ts'
import { KEY_STATUSES } from '../../../../contract/api-keys.data.ts'
import { choicesOf } from '../../../forms/select.tsx'
import { FilterBar } from '../../../lists/filter-bar.tsx'
import { m } from '../../../messages/index.ts'
import { type KeyList, SORTS } from './list-state.ts'

/**
 * Filters by text, status, tag and owner. Tags and owners are offered as the listed keys have them, and only if one
 * has.
 */
export function KeyFilters({ keys, ...at }: KeyList & { keys: readonly ApiKey[] }) {
  const { tag, owner, sort } = at.state
  const tags = known(
    keys.flatMap((key) => key.tags),
    tag,
  )
  const owners = known(
    keys.flatMap((key) => key.ownerId ?? []),
    owner,
  )
  return (
    <FilterBar
      {...at}
      search={{ name: 'q', label: m.api_keys_search() }}
      filters={[
        {
          name: 'status',
          label: m.api_keys_status(),
          choices: choicesOf(KEY_STATUSES, (status) => m.api_keys_status_name({ status }), m.api_keys_any_status()),
        },
        ...(tags.length > 0
          ? [{ name: 'tag' as const, label: m.api_keys_tag(), choices: choicesOf(tags, String, m.api_keys_any_tag()) }]
          : []),
        ...(owners.length > 0
          ? [
              {
                name: 'owner' as const,
                label: m.api_keys_owner(),
                choices: choicesOf(owners, String, m.api_keys_any_owner()),
              },
            ]
          : []),
      ]}
      sort={{ value: sort, choices: choicesOf(SORTS, (sort) => m.api_keys_sort_name({ sort })) }}
    />
  )
}

/** The different texts in order, with the one that is chosen. */
const known = (texts: readonly string[], chosen: string): string[] =>
  [...new Set(chosen ? [...texts, chosen] : texts)].sort((one, other) => one.localeCompare(other))
