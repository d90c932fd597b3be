import { WEBHOOK_STATUSES } from '../../../../contract/webhooks.data.ts'
import { choicesOf } from '../../../forms/select.tsx'
import { FilterBar } from '../../../lists/filter-bar.tsx'
import { m } from '../../../messages/index.ts'
import { HEALTH_CHOICES, SORTS, type WebhookList } from './list-state.ts'

/** Filters by text, status and health. */
export function WebhookFilters(at: WebhookList) {
  return (
    <FilterBar
      {...at}
      search={{ name: 'q', label: m.webhooks_search() }}
      filters={[
        {
          name: 'status',
          label: m.webhooks_status(),
          choices: choicesOf(WEBHOOK_STATUSES, (status) => m.webhooks_status_name({ status }), m.webhooks_any_status()),
        },
        {
          name: 'health',
          label: m.webhooks_health(),
          choices: choicesOf(HEALTH_CHOICES, (health) => m.webhooks_health_name({ health }), m.webhooks_any_health()),
        },
      ]}
      sort={{ value: at.state.sort, choices: choicesOf(SORTS, (sort) => m.webhooks_sort_name({ sort })) }}
    />
  )
}
