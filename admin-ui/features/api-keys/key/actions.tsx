import {
  Ban,
  ChartColumn,
  CirclePause,
  CirclePlay,
  Ellipsis,
  Eye,
  KeyRound,
  Pencil,
  RefreshCw,
  ScrollText,
  Trash2,
} from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import { eventLogHref } from '../../../format/links.ts'
import { useCan, useMe } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Menu, type MenuItem } from '../../../ui/overlays/menu.tsx'
import { useEnableDisableKey } from './queries.ts'
import { type KeyDialog, openKey, openUsage, pageOfKey } from './routes.ts'

/** Whether the user may see the secret of a key: the user needs all of the key's scopes. */
export function useCanSeeSecret(): (apiKey: ApiKey) => boolean {
  const mayWrite = useCan('api-keys:write')
  const held = useMe()?.scopes ?? []
  return ({ status, scopes }) => mayWrite && status !== 'revoked' && missingScopes(held, scopes).length === 0
}

/**
 * A function that opens the dialog with a recoverable key; undefined if the key cannot be shown, or not to this user.
 */
export function useReveal(url: UrlState): (apiKey: ApiKey) => (() => void) | undefined {
  const canSeeSecret = useCanSeeSecret()
  return (apiKey) => (apiKey.recoverable && canSeeSecret(apiKey) ? () => openKey(url, apiKey.id, 'reveal') : undefined)
}

/**
 * The actions that are possible for a key in its current state and for this user. Called once for a whole list, because
 * permissions are the same in every row.
 */
export function useKeyActions(url: UrlState): (apiKey: ApiKey) => (MenuItem | 'line')[] {
  const mayWrite = useCan('api-keys:write')
  const mayReadLogs = useCan('logs:read')
  const canSeeSecret = useCanSeeSecret()
  const reveal = useReveal(url)
  const flip = useEnableDisableKey()
  const { route } = useLocation()

  return (apiKey) => {
    const open = (dialog: KeyDialog) => () => openKey(url, apiKey.id, dialog)
    const view = { label: m.api_keys_view(), icon: Eye, onSelect: () => route(pageOfKey(apiKey.id)) }
    // On the page of the key its details are there already.
    const items: (MenuItem | 'line')[] = url.query.key === apiKey.id ? [] : [view]
    if (mayWrite && apiKey.status !== 'revoked') {
      const onSelect = reveal(apiKey)
      if (onSelect) items.push({ label: m.api_keys_reveal(), icon: KeyRound, onSelect })
      items.push({ label: m.api_keys_edit(), icon: Pencil, onSelect: open('edit') })
      if (canSeeSecret(apiKey))
        items.push({ label: m.api_keys_regenerate(), icon: RefreshCw, onSelect: open('regenerate') })
      if (apiKey.status === 'active') {
        items.push({ label: m.api_keys_disable(), icon: CirclePause, onSelect: () => flip(apiKey, 'disable') })
      }
      if (apiKey.status === 'disabled') {
        items.push({ label: m.api_keys_enable(), icon: CirclePlay, onSelect: () => flip(apiKey, 'enable') })
      }
      items.push({ label: m.api_keys_revoke(), icon: Ban, danger: true, onSelect: open('revoke') })
    }
    items.push({ label: m.api_keys_view_usage(), icon: ChartColumn, onSelect: () => openUsage(url, apiKey.id) })
    if (mayReadLogs) {
      items.push({
        label: m.api_keys_view_logs(),
        icon: ScrollText,
        onSelect: () => route(eventLogHref({ key: apiKey.id })),
      })
    }
    if (mayWrite)
      items.push('line', { label: m.api_keys_delete(), icon: Trash2, danger: true, onSelect: open('delete') })
    return items
  }
}

/** The actions menu of one key. */
export function KeyMenu({
  apiKey,
  actions,
  boxed = false,
}: {
  apiKey: ApiKey
  actions: ReturnType<typeof useKeyActions>
  /** Beside other buttons. */
  boxed?: boolean
}) {
  return (
    <Menu
      label={m.api_keys_actions_for({ name: apiKey.name })}
      icon={Ellipsis}
      items={() => actions(apiKey)}
      small={!boxed}
      boxed={boxed}
    />
  )
}
