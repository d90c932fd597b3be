import { Bot, FileUp, Plus, Route as RouteIcon, UserCheck } from 'lucide-preact'
import { idPattern } from '../../../contract/common.data.ts'
import { callApi } from '../../api/call-api.ts'
import { GATEWAY } from '../../format/links.ts'
import { approvalsHref, gatewayRouteHref } from '../../format/object-links.ts'
import { m } from '../../messages/index.ts'
import type { Command, Finder, Found } from '../../ui/page/feature.ts'
import { publicPath } from './route/words.ts'

const ROUTE_ID = idPattern('rte')
const MOST = 5

/** The actions of the feature in the command palette. */
export const commands: readonly Command[] = [
  { label: () => m.gateway_create(), icon: Plus, scope: 'gateway:write', href: `${GATEWAY}?dialog=create` },
  { label: () => m.gateway_import(), icon: FileUp, scope: 'gateway:write', href: `${GATEWAY}?dialog=import` },
  {
    label: () => m.gateway_connect_title(),
    icon: Bot,
    scope: 'gateway:read',
    href: `${GATEWAY}?view=tools&dialog=connect`,
  },
  { label: () => m.gateway_approvals_command(), icon: UserCheck, scope: 'approvals:read', href: approvalsHref() },
]

/** Finds gateway routes by name, prefix, upstream or id. */
export const finders: readonly Finder[] = [
  {
    scope: 'gateway:read',
    find: async (text, signal) => {
      const found = ROUTE_ID.test(text)
        ? [await callApi('GET', '/api/v1/gateway-routes/{id}', { params: { id: text }, signal })]
        : (await callApi('GET', '/api/v1/gateway-routes', { query: { search: text, limit: MOST }, signal })).data
      return found.map(
        (route): Found => ({
          key: route.id,
          label: route.name,
          hint: publicPath(route),
          icon: RouteIcon,
          href: gatewayRouteHref(route.id),
        }),
      )
    },
  },
]
