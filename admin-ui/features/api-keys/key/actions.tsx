import {
  Ban,
  ChartColumn,
  CirclePause,
  CirclePlay,
  EllipsisVertical,
  Eye,
  KeyRound,
  Pencil,
  RefreshCw,
  ScrollText,
  Trash2,
} from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { missingScopes } from '../../../../contract/scopes.ts'
import { eventLogHref } from '../../../format/links.ts'
import { useCan, useMe } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { Menu, type MenuItem } from '../../../ui/menu.tsx'
import { useSwitchKey } from './queries.ts'
import { words } from './words.ts'

/** The dialogs that concern one key. */
export type KeyDialog = 'details' | 'edit' | 'regenerate' | 'stop-old' | 'reveal' | 'revoke' | 'delete'

/** Opens a dialog about a key by naming both in the address. */
export const openKey = (url: UrlState, id: string, dialog: KeyDialog) =>
  url.open({ key: id, dialog: dialog === 'details' ? null : dialog })

/** Opens the statistics of a key by naming it in the address. */
export const openUsage = (url: UrlState, id: string) => url.open({ usage: id, key: null, dialog: null })

/** Whether this person may have the secret of a key: it hands over all that the key may do. */
function useMaySecret(): (apiKey: ApiKey) => boolean {
  const mayWrite = useCan('api-keys:write')
  const held = useMe()?.scopes ?? []
  return ({ status, scopes }) => mayWrite && status !== 'revoked' && missingScopes(held, scopes).length === 0
}

/** Opens the way to see a key that is kept; undefined where there is nothing to see, or not for this person. */
export function useReveal(url: UrlState): (apiKey: ApiKey) => (() => void) | undefined {
  const maySecret = useMaySecret()
  return (apiKey) => (apiKey.recoverable && maySecret(apiKey) ? () => openKey(url, apiKey.id, 'reveal') : undefined)
}

/**
 * Everything that can be done to a key in its present state and by this person. Asked for once for a whole list: what a
 * person may do is the same in every row.
 */
export function useKeyActions(url: UrlState): (apiKey: ApiKey) => (MenuItem | 'line')[] {
  const t = words()
  const mayWrite = useCan('api-keys:write')
  const mayReadLogs = useCan('logs:read')
  const maySecret = useMaySecret()
  const reveal = useReveal(url)
  const flip = useSwitchKey()
  const { route } = useLocation()

  return (apiKey) => {
    const open = (dialog: KeyDialog) => () => openKey(url, apiKey.id, dialog)
    const items: (MenuItem | 'line')[] = [{ label: t.view, icon: Eye, onSelect: open('details') }]
    if (mayWrite && apiKey.status !== 'revoked') {
      const onSelect = reveal(apiKey)
      if (onSelect) items.push({ label: t.reveal, icon: KeyRound, onSelect })
      items.push({ label: t.edit, icon: Pencil, onSelect: open('edit') })
      if (maySecret(apiKey)) items.push({ label: t.regenerate, icon: RefreshCw, onSelect: open('regenerate') })
      if (apiKey.status === 'active') {
        items.push({ label: t.disable, icon: CirclePause, onSelect: () => flip(apiKey, 'disable') })
      }
      if (apiKey.status === 'disabled') {
        items.push({ label: t.enable, icon: CirclePlay, onSelect: () => flip(apiKey, 'enable') })
      }
      items.push({ label: t.revoke, icon: Ban, danger: true, onSelect: open('revoke') })
    }
    items.push({ label: t.viewUsage, icon: ChartColumn, onSelect: () => openUsage(url, apiKey.id) })
    if (mayReadLogs) {
      items.push({ label: t.viewLogs, icon: ScrollText, onSelect: () => route(eventLogHref({ key: apiKey.id })) })
    }
    if (mayWrite) items.push('line', { label: t.delete, icon: Trash2, danger: true, onSelect: open('delete') })
    return items
  }
}

/** The three dots of one key. */
export function KeyMenu({ apiKey, actions }: { apiKey: ApiKey; actions: ReturnType<typeof useKeyActions> }) {
  return <Menu label={words().actionsFor(apiKey.name)} icon={EllipsisVertical} items={() => actions(apiKey)} />
}
