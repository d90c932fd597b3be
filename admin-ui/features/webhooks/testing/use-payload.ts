import { useRef, useState } from 'preact/hooks'
import type { TestWebhook } from '../../../../client/src/generated.ts'
import { TEST_EVENT } from '../../../../contract/events.data.ts'
import { readJsonObject } from '../../../format/json-object.ts'
import { useEventTypes } from '../../../hooks/event-types.ts'

/** The event of a test: the sample of a type, or data that the user edited. */
export function usePayload() {
  const [eventType, setEventType] = useState(TEST_EVENT)
  const [typed, setTyped] = useState<string | null>(null)
  const types = useEventTypes().data ?? []
  const sample = types.find(({ type }) => type === eventType)?.sample ?? {}
  const text = typed ?? JSON.stringify(sample, null, 2)
  const read = readJsonObject(text)
  const data = read.ok ? read.value : null
  // Without data the server uses the sample. While the user types, the last valid data is used.
  const good = useRef<TestWebhook & { eventType: string }>({ eventType })
  if (data) good.current = typed === null ? { eventType } : { eventType, data }
  return {
    eventType,
    offered: types.some(({ type }) => type === eventType) ? types.map(({ type }) => type) : [eventType],
    text,
    edited: typed !== null,
    /** Whether it can be sent: the data is a JSON object. */
    ok: data !== null,
    input: good.current,
    choose: (type: string) => {
      setEventType(type)
      setTyped(null)
    },
    edit: setTyped,
    reset: () => setTyped(null),
  }
}

export type Payload = ReturnType<typeof usePayload>
