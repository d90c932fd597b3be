import { ENVIRONMENTS } from '../../contract/common.data.ts'
import { chooseEnvironment, environmentOf } from '../hooks/environment.ts'
import { useUrlState } from '../hooks/url-state.ts'
import { FIRST_PAGE } from '../lists/page-query.ts'
import { m } from '../messages/index.ts'
import { Segmented } from '../ui/segmented.tsx'

/** Live, Test or All: what every page shows. */
export function EnvironmentSwitch() {
  const url = useUrlState()
  return (
    <Segmented
      label={m.shell_environment()}
      value={environmentOf(url.query)}
      choices={[...ENVIRONMENTS, '' as const].map((value) => ({
        value,
        label: m.shell_environment_name({ environment: value || 'all' }),
      }))}
      onValue={(value) => {
        chooseEnvironment(value)
        // The environment in the URL is that of a link; the switch stands above it.
        url.replace({ environment: null, ...FIRST_PAGE })
      }}
    />
  )
}
