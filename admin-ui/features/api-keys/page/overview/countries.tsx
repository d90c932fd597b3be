import type { KeyUsage } from '../../../../../client/src/generated.ts'
import { BarList } from '../../../../charts/bar-list.tsx'
import { countryName } from '../../../../format/country-name.ts'
import { m } from '../../../../messages/index.ts'
import { Card } from './card.tsx'

const TOP = 6

/** The countries that a key was called from; nothing without calls. */
export function Countries({ usage }: { usage: KeyUsage }) {
  const rows = usage.byCountry.slice(0, TOP).map(({ country, calls }) => ({ name: countryName(country), count: calls }))
  if (rows.length === 0) return null
  return (
    <Card title={m.api_keys_page_countries()}>
      <div class="px-4 py-3">
        <BarList rows={rows} most={Math.max(1, ...rows.map(({ count }) => count))} />
      </div>
    </Card>
  )
}
