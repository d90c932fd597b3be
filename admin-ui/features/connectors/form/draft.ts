import type { Connector, CreateConnector, UpdateConnector } from '../../../../client/src/generated.ts'
import type { ConnectorProvider } from '../../../../contract/connectors.data.ts'
import { same } from '../../../forms/form.ts'

/** What is typed about a connector. `url`: empty on the page of one that exists, because it is not shown again. */
export type Draft = {
  provider: ConnectorProvider
  name: string
  url: string
  events: string[]
  environment: 'live' | 'test'
}

export const newDraft = (environment: Draft['environment']): Draft => ({
  provider: 'slack',
  name: '',
  url: '',
  events: [],
  environment,
})

export type Problem = 'name' | 'url' | 'events'

/** What is missing, by path. `isNew`: the URL is needed too. */
export function problemsOf({ name, url, events }: Pick<Draft, 'name' | 'url' | 'events'>, isNew: boolean): Problem[] {
  return [
    ...(name.trim() === '' ? (['name'] as const) : []),
    ...(isNew && url.trim() === '' ? (['url'] as const) : []),
    ...(events.length === 0 ? (['events'] as const) : []),
  ]
}

export const creationOf = (draft: Draft): CreateConnector => ({
  ...draft,
  name: draft.name.trim(),
  url: draft.url.trim(),
})

export type SettingsDraft = Pick<Draft, 'name' | 'url' | 'events'>
export const SETTINGS = ['name', 'url', 'events'] as const

export const draftOf = ({ name, events }: Connector): SettingsDraft => ({ name, url: '', events })

/** The part of the draft that differs from the connector. */
export function changeOf(connector: Connector, { name, url, events }: SettingsDraft): UpdateConnector {
  return {
    ...(name.trim() !== connector.name && { name: name.trim() }),
    ...(url.trim() !== '' && { url: url.trim() }),
    ...(!same(events, connector.events) && { events }),
  }
}
