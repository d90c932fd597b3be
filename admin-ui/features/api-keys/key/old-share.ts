import { formatShare } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'

/** A sentence: how many of the calls since a regeneration still used the old key. */
export function oldShareText(previous: number, calls: number): string {
  if (calls === 0) return m.api_keys_rotation_old_share_none()
  if (previous === 0) return m.api_keys_rotation_old_share_new({ calls })
  return m.api_keys_rotation_old_share_some({ previous, calls, share: formatShare(previous / calls) })
}
