import type { Stats } from '../../../client/src/generated.ts'
import { formatHour } from '../../format/language.ts'
import { words } from './words.ts'

const WIDTH = 480
const HEIGHT = 88

/** Calls by hour as bars, with errors in their lower part. The same figures stand in a table for screen readers. */
export function HourlyChart({ hourly }: { hourly: Stats['hourly'] }) {
  const t = words()
  const peak = hourly.reduce((best, hour) => (hour.calls > (best?.calls ?? 0) ? hour : best), hourly[0])
  const most = Math.max(1, peak?.calls ?? 0)
  const step = WIDTH / Math.max(1, hourly.length)
  const total = hourly.reduce((sum, hour) => sum + hour.calls, 0)
  const tall = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT))
  return (
    <figure class="min-w-0">
      <figcaption class="mb-2 text-sm text-soft">{t.hourly}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} class="block h-22 w-full" preserveAspectRatio="none" aria-hidden="true">
        {hourly.map((hour, index) => (
          <g key={hour.hour}>
            <title>{t.hourTip(formatHour(new Date(hour.hour)), hour.calls, hour.errors)}</title>
            <rect x={index * step} y={0} width={step} height={HEIGHT} fill="transparent" />
            <rect x={index * step + 2} y={HEIGHT - 1} width={step - 4} height={1} class="fill-line" />
            <rect
              x={index * step + 2}
              y={HEIGHT - tall(hour.calls)}
              width={step - 4}
              height={tall(hour.calls)}
              class="fill-solid"
            />
            <rect
              x={index * step + 2}
              y={HEIGHT - tall(hour.errors)}
              width={step - 4}
              height={tall(hour.errors)}
              class="fill-danger"
            />
          </g>
        ))}
      </svg>
      <div class="mt-1 flex justify-between text-sm text-soft tabular-nums" aria-hidden="true">
        {hourly
          .filter((_, index) => index % 6 === 0 || index === hourly.length - 1)
          .map((hour) => (
            <span key={hour.hour}>{formatHour(new Date(hour.hour))}</span>
          ))}
      </div>
      <div class="sr-only">
        <p>{total === 0 || !peak ? t.noCalls : t.hourSummary(total, formatHour(new Date(peak.hour)))}</p>
        <table>
          <caption>{t.hourly}</caption>
          <thead>
            <tr>
              <th scope="col">{t.hour}</th>
              <th scope="col">{t.callsTitle}</th>
              <th scope="col">{t.errors}</th>
            </tr>
          </thead>
          <tbody>
            {hourly.map((hour) => (
              <tr key={hour.hour}>
                <th scope="row">{formatHour(new Date(hour.hour))}</th>
                <td>{hour.calls}</td>
                <td>{hour.errors}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
