import type { ComponentChildren } from 'preact'
import type { Webhook } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { useWebhook } from './queries.ts'

type OneWebhookProps = {
  id: string
  /** Title of the dialog while the webhook is loading. */
  title: string
  size?: 'wide'
  onClose: () => void
  children: (webhook: Webhook) => ComponentChildren
}

/** A dialog about the current state of a webhook. */
export function OneWebhook({ id, ...rest }: OneWebhookProps) {
  return <DialogOf query={useWebhook(id)} gone={m.webhooks_page_gone()} {...rest} />
}
