import type { Module } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { MODULES_VIEW } from '../../../format/links.ts'
import type { UrlState } from '../../../hooks/url-state.ts'

export const TABS = ['records', 'fields', 'settings'] as const
export type Tab = (typeof TABS)[number]

/** The props of every tab of a module's page. */
export type TabProps = { module: Module; read: Versioned<Module>; url: UrlState }

/** The parameters of a module's page, without those of what is open on it. */
export const placeOf = (module: string, tab: Tab) => ({
  view: MODULES_VIEW,
  module,
  tab: tab === 'records' ? null : tab,
})
