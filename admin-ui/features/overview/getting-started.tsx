import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import { ArrowRight, CircleCheck, CircleDashed, X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { GettingStarted as Progress } from '../../../client/src/generated.ts'
import { callApi } from '../../api/call-api.ts'
import { formatNumber } from '../../format/language.ts'
import { INCOMING, MODULES_VIEW } from '../../format/links.ts'
import { useCan, useMe } from '../../hooks/me.ts'
import { writeStored } from '../../hooks/storage.ts'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/feedback/copy.tsx'
import { toastDone, toastError } from '../../ui/feedback/toast.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { GettingStartedPlace, STEPS_OVER, STEPS_TALL } from './getting-started-place.tsx'

type Step = Progress['steps'][number]['step']

const KEY = ['getting-started']
const modulesHref = `${INCOMING}?view=${MODULES_VIEW}`
/** The steps tick while the user works in a terminal, ms. */
const EVERY_MS = 4000

/** The first steps of a new organization, above its keys, until they are done or the user hides them. */
export function GettingStarted() {
  const mayStart = useCan('api-keys:write')
  const mayDefine = useCan('modules:write', 'records:write')
  const refused = useMe() !== undefined && !mayStart
  const client = useQueryClient()
  const { data, isError } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => callApi('GET', '/api/v1/getting-started', { signal }),
    enabled: mayStart,
    refetchInterval: ({ state }) => (state.data?.complete || state.data?.dismissed ? false : EVERY_MS),
  })
  const change = useMutation({
    mutationFn: (dismissed: boolean) => callApi('PUT', '/api/v1/getting-started', { body: { dismissed } }),
    onSuccess: (now) => client.setQueryData(KEY, now),
    onError: toastError,
  })
  const over = data ? data.complete || data.dismissed : undefined
  useEffect(() => {
    if (over !== undefined) writeStored(STEPS_OVER, over ? 'yes' : 'no')
  }, [over])
  // The place is kept until the server has answered, so that the keys below do not move.
  if (!data) return refused || isError ? null : <GettingStartedPlace />
  if (over) return null
  const done = data.steps.filter((one) => one.done).length
  const current = data.steps.find((one) => !one.done)?.step
  const hide = () =>
    change.mutate(true, {
      onSuccess: () => toastDone(m.getting_started_hidden(), () => change.mutate(false)),
    })
  return (
    <section class={`card mb-5 overflow-hidden ${STEPS_TALL}`} aria-label={m.getting_started_title()}>
      <div class="flex min-h-11 items-center gap-2 border-b border-line pr-2 pl-4">
        <h2 class="text-base!">{m.getting_started_title()}</h2>
        <span class="text-sm text-faint tabular-nums" role="status">
          {m.getting_started_progress({ done: formatNumber(done), all: formatNumber(data.steps.length) })}
        </span>
        <div class="ml-auto">
          <Button kind="quiet" small icon={X} busy={change.isPending} onClick={hide}>
            {m.getting_started_hide()}
          </Button>
        </div>
      </div>
      <div class="grid md:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <ol>
          {data.steps.map(({ step, done, at }) => (
            <li
              key={step}
              class={`flex min-h-10 items-center gap-2.5 border-t border-line px-4 first:border-t-0 ${step === current ? 'bg-selected' : ''}`}
              aria-current={step === current ? 'step' : undefined}
            >
              {done ? (
                <CircleCheck size={16} class="flex-none text-good-mark" aria-hidden="true" />
              ) : (
                <CircleDashed
                  size={16}
                  class={`flex-none ${step === current ? 'text-primary' : 'text-faint'}`}
                  aria-hidden="true"
                />
              )}
              <span class={done ? 'text-faint' : 'font-medium'}>{m.getting_started_step_name({ step })}</span>
              <span class="ml-auto text-sm text-faint">
                {done && (at ? <RelativeTime at={at} /> : m.getting_started_done())}
                {!done && <span class="sr-only">{m.getting_started_open()}</span>}
              </span>
            </li>
          ))}
        </ol>
        {current && (
          <div class="grid content-center gap-2.5 border-line p-4 max-md:border-t md:border-l">
            <p class="text-soft">{m.getting_started_step_text({ step: current })}</p>
            <Now step={current} />
          </div>
        )}
      </div>
      {mayDefine && (
        <p class="border-t border-line px-4 py-2.5 text-sm text-soft">
          {m.getting_started_look_around()}{' '}
          <a class="link" href={modulesHref}>
            {m.getting_started_demo_data()}
          </a>
        </p>
      )}
    </section>
  )
}

/** What to do for the current step. */
function Now({ step }: { step: Step }) {
  if (step === 'first_call') {
    const command = `curl ${location.origin}/api/v1/me \\\n  -H "Authorization: Bearer ${m.getting_started_your_key()}"`
    return (
      <div class="flex items-start gap-2">
        <div class="min-w-0 flex-1">
          <pre class="secret whitespace-pre-wrap">{command}</pre>
        </div>
        <CopyButton compact text={command} label={m.getting_started_copy()} />
      </div>
    )
  }
  const href = {
    key_created: '/api-keys?dialog=create',
    webhook_created: '/webhooks?dialog=create',
    first_delivery: '/webhooks?view=events',
  }[step]
  return <Way href={href}>{m.getting_started_action({ step })}</Way>
}

function Way({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <p>
      <a class="btn" href={href}>
        {children}
        <ArrowRight size={16} aria-hidden="true" />
      </a>
    </p>
  )
}
