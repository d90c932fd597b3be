import type { IncomingRequestDetail, IncomingWebhook } from '../../../../client/src/generated.ts'
import { moduleHref } from '../../../format/object-links.ts'
import { requestOutcome } from '../../../format/request-outcome.ts'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import { incomingTabHref, pageOfIncoming } from '../webhook/routes.ts'

type WhyProps = { webhook: IncomingWebhook; request: IncomingRequestDetail }

/** A step of the repair; with `href` it is a link to where the step is done. */
type Step = { text: string; href?: string }

/** Why a request was refused, what was wrong by field, and how to fix it. */
export function WhyRefused({ webhook, request }: WhyProps) {
  const steps = stepsOf(webhook, request)
  return (
    <section class="p-4">
      <Note tone="bad">
        <p>
          <strong class="font-semibold">{requestOutcome(request)}</strong>
        </p>
        {request.reason && request.errors.length === 0 && <p class="text-soft">{request.reason}</p>}
        {request.errors.length > 0 && (
          <ul class="mt-1 list-disc pl-4" aria-label={m.incoming_errors_by_field()}>
            {request.errors.map(({ path, message }) => (
              <li key={path}>
                {path && <code class="font-medium">{path}</code>} {message}
              </li>
            ))}
          </ul>
        )}
      </Note>
      <h3 class="mt-3.5 mb-1.5">{m.incoming_fix_title()}</h3>
      <ol class="steps">
        {steps.map(({ text, href }) => (
          <li key={text}>
            {href ? (
              <a class="link" href={href}>
                {text}
              </a>
            ) : (
              text
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function stepsOf(webhook: IncomingWebhook, request: IncomingRequestDetail): Step[] {
  const { outcome, replayable, id } = request
  const { kind } = webhook.verification
  const step = (name: Parameters<typeof m.incoming_fix>[0]['step'], href?: string): Step => ({
    text: m.incoming_fix({ step: name }),
    ...(href ? { href } : {}),
  })
  const settings = pageOfIncoming(webhook.id, 'settings')
  const replay = replayable ? [step('replay')] : [step('send_again')]
  switch (outcome) {
    case 'signature_invalid':
      return [{ text: m.incoming_secret_hint({ kind }) }, step('secret', settings), step('send_again')]
    case 'signature_expired':
      return [step('clock'), step('tolerance', settings), step('send_again')]
    case 'invalid':
      return [
        step('map', incomingTabHref(webhook.id, 'mapping', replayable ? id : undefined)),
        ...(webhook.module ? [step('fields', moduleHref(webhook.module, { tab: 'fields' }))] : []),
        ...replay,
      ]
    case 'value_taken':
      return [step('upsert', settings), ...replay]
    case 'incoming_module_gone':
      return [step('module', settings), ...replay]
    case 'not_found':
      return [step('create_or_upsert', settings), ...replay]
    case 'too_large':
      return [step('smaller')]
    case 'malformed_json':
    case 'malformed_utf8':
    case 'malformed_form':
    case 'unsupported_media_type':
      return [step('body'), step('send_again')]
    case 'key_unreadable':
      return [step('secret', settings), step('send_again')]
    default:
      return replay
  }
}
