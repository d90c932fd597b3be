import { RotateCw, SkipForward } from 'lucide-preact'
import type { Attempt, DeliveryDetail, Webhook } from '../../../../client/src/generated.ts'
import { isGone } from '../../../api/call-api.ts'
import { formatInstant } from '../../../format/language.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy.tsx'
import { DetailsOf } from '../../../ui/details-of.tsx'
import { Note } from '../../../ui/note.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { curlOf } from './curl.ts'
import { useDelivery, useRetryDelivery, useSkipDelivery } from './deliveries.ts'
import { CodeBadge, DeliveryBadge, Moment } from './delivery-facts.tsx'
import { words } from './delivery-words.ts'
import { Exchange, Verdict } from './exchange.tsx'

type DeliveryDrawerProps = { webhook: Webhook; id: string; url: UrlState; onClose: () => void }

/** One delivery with everything that was tried. */
export function DeliveryDrawer({ webhook, id, url, onClose }: DeliveryDrawerProps) {
  const t = words()
  const query = useDelivery(webhook.id, id)
  const retry = useRetryDelivery(webhook.id)
  const skip = useSkipDelivery(webhook.id)
  const mayWrite = useCan('webhooks:write')
  const gone = isGone(query.error)
  const delivery = gone ? undefined : query.data
  return (
    <DetailsOf
      title={delivery?.eventType ?? t.drawerTitle}
      size="drawer"
      query={query}
      gone={gone && <Note alert>{t.gone}</Note>}
      actions={
        delivery &&
        mayWrite &&
        delivery.status !== 'delivering' && (
          <div class="mr-auto flex flex-wrap gap-2">
            {/* One that waits for another would only wait on. */}
            {!delivery.blockedBy && (
              <Button icon={RotateCw} busy={retry.isPending} onClick={() => retry.mutate(id)}>
                {
                  { succeeded: t.sendAgain, pending: t.retryNow, failed: t.retry, held: t.send, cancelled: t.retry }[
                    delivery.status
                  ]
                }
              </Button>
            )}
            {(delivery.status === 'pending' || delivery.status === 'held') && (
              <Button icon={SkipForward} busy={skip.isPending} data-tip={t.skipTip} onClick={() => skip.mutate(id)}>
                {t.skip}
              </Button>
            )}
          </div>
        )
      }
      onClose={onClose}
    >
      {(it) => (
        <>
          <Facts delivery={it} url={url} />
          <Attempts delivery={it} target={webhook.url} />
        </>
      )}
    </DetailsOf>
  )
}

function Facts({ delivery, url }: { delivery: DeliveryDetail; url: UrlState }) {
  const t = words()
  return (
    <dl class="facts">
      <dt>{t.status}</dt>
      <dd class="flex flex-wrap items-center gap-2">
        <DeliveryBadge delivery={delivery} />
        {delivery.responseStatus !== null && <CodeBadge status={delivery.responseStatus} />}
      </dd>
      {delivery.nextAttemptAt && (
        <>
          <dt>{t.nextAttempt}</dt>
          <dd>
            <RelativeTime at={delivery.nextAttemptAt} /> ({formatInstant(new Date(delivery.nextAttemptAt))})
          </dd>
        </>
      )}
      {delivery.blockedBy && (
        <>
          <dt>{t.blockedBy}</dt>
          <dd>
            {t.blockedByText}{' '}
            <Button kind="link" onClick={() => url.open({ delivery: delivery.blockedBy })}>
              {t.showBlocking}
            </Button>
          </dd>
        </>
      )}
      <dt>{t.accepted}</dt>
      <dd>{formatInstant(new Date(delivery.createdAt))}</dd>
      {delivery.orderingKey && (
        <>
          <dt>{t.orderingKey}</dt>
          <dd>
            <code>{delivery.orderingKey}</code>
          </dd>
        </>
      )}
      <dt>{t.id}</dt>
      <dd class="flex items-center gap-1">
        <code>{delivery.id}</code>
        <CopyButton compact text={delivery.id} />
      </dd>
      <dt>{t.eventId}</dt>
      <dd class="flex items-center gap-1">
        <code>{delivery.eventId}</code>
        <CopyButton compact text={delivery.eventId} />
      </dd>
    </dl>
  )
}

/** The newest attempt is open; earlier ones open on a press. */
function Attempts({ delivery, target }: { delivery: DeliveryDetail; target: string }) {
  const t = words()
  const newestFirst = [...delivery.attemptList].reverse()
  return (
    <section class="mt-5" aria-label={t.attemptList}>
      <h3 class="mb-2">{t.attemptList}</h3>
      {newestFirst.length === 0 && <p class="text-soft">{t.noAttempts}</p>}
      <div class="flex flex-col gap-2">
        {newestFirst.map((attempt, index) => (
          <AttemptCard key={attempt.number} attempt={attempt} newest={index === 0} target={target} />
        ))}
      </div>
    </section>
  )
}

function AttemptCard({ attempt, newest, target }: { attempt: Attempt; newest: boolean; target: string }) {
  const t = words()
  return (
    <details class="card px-3" open={newest}>
      <summary class="py-2.5">
        <span class="inline-flex max-w-[calc(100%-1.5rem)] flex-wrap items-center gap-x-3 gap-y-1 align-middle">
          <strong>{t.attemptTitle(attempt.number)}</strong>
          <Verdict sent={attempt} />
          <span class="text-sm text-soft">
            <Moment at={attempt.startedAt} />
          </span>
        </span>
      </summary>
      <div class="flex flex-col gap-4 pt-1 pb-4">
        <Exchange sent={attempt} />
        <div>
          <CopyButton text={curlOf(target, attempt)} label={t.copyCurl} />
          <p class="mt-1 text-sm text-soft">{t.curlNote}</p>
        </div>
      </div>
    </details>
  )
}
