import type { ComponentChildren } from 'preact'
import type { Webhook } from '../../../contract/webhooks.ts'
import { DialogOf } from '../../ui/dialog-of.tsx'
import { words } from './gone-words.ts'
import { useWebhook } from './queries.ts'

type OneWebhookProps = {
  id: string
  /** Of the dialog that stands there while the webhook is not known yet. */
  title: string
  size?: 'wide'
  onClose: () => void
  children: (webhook: Webhook) => ComponentChildren
}

/** A dialog about a webhook as it stands now. */
export function OneWebhook({ id, ...rest }: OneWebhookProps) {
  return <DialogOf query={useWebhook(id)} gone={words().gone} {...rest} />
}
