import {
  CreditCard,
  FileInput,
  Fingerprint,
  GitBranch,
  Hash,
  KeyRound,
  type LucideIcon,
  ShoppingBag,
  Webhook,
} from 'lucide-preact'
import type { VerificationKind } from '../../../../contract/incoming.data.ts'

/** The presets of senders, in the order in which they are offered. */
export const SENDERS = [
  'github',
  'stripe',
  'shopify',
  'slack',
  'standard',
  'hmac',
  'header',
  'none',
] as const satisfies VerificationKind[]

export const SENDER_ICONS: Record<VerificationKind, LucideIcon> = {
  github: GitBranch,
  stripe: CreditCard,
  shopify: ShoppingBag,
  slack: Hash,
  standard: Webhook,
  hmac: Fingerprint,
  header: KeyRound,
  none: FileInput,
}

/** Senders whose requests carry no id at a place that is known. */
export const asksForSenderId = (kind: VerificationKind): boolean =>
  kind === 'none' || kind === 'header' || kind === 'hmac'

/** Senders that sign the time, so that an old request is refused. */
export const signsTime = (kind: VerificationKind): boolean =>
  kind === 'standard' || kind === 'stripe' || kind === 'slack'
