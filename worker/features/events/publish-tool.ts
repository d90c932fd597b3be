import { z } from 'zod'
import { jsonObject, line } from '../../../contract/common.ts'
import { EventType } from '../../../contract/events.ts'
import { agentTool } from '../../platform/manifest/agent-tool.ts'
import { answer } from '../../platform/manifest/tools/answer.ts'
import { publishEvents } from './publish.ts'
import { eventLink } from './read-tools.ts'

export const publishEvent = agentTool({
  name: 'publish_event',
  title: 'Publish an event',
  description:
    'Publish an event to all webhooks that listen to its type, in the environment of the credential. Its data is checked against the schema of the type, see list_event_types. Returns the event and how many deliveries it has; see what became of them with get_event. Give an idempotencyKey so that a repeated call publishes it once.',
  scope: 'events:write',
  readOnly: false,
  input: z.strictObject({
    type: EventType.meta({ description: 'A type that exists, such as user.created.' }),
    data: jsonObject(64).meta({ description: 'The data of the event, an object of at most 64 KB.' }),
    orderingKey: line(200).optional().meta({
      description: 'Ordered webhooks get events with the same key one after the other.',
    }),
    idempotencyKey: z
      .string()
      .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
      .optional()
      .meta({ description: 'Any text that is unique for this event: a repeated call with it publishes nothing more.' }),
  }),
  run: async (deps, actor, { idempotencyKey, ...event }) => {
    const [published] = await publishEvents(deps, actor, [event], {
      validate: true,
      idempotencyKey: idempotencyKey ?? null,
      path: '',
    })
    if (!published) throw new Error('an event was published without an answer')
    return answer(published, { link: eventLink(published.id) })
  },
})
