import { z } from 'zod'
import { EVENT_SOURCES } from '../../../contract/event-sources.data.ts'
import { MAX_EVENT_TYPE } from '../../../contract/events.data.ts'
import { EventId, EventType } from '../../../contract/events.ts'
import { inOrder } from '../../../contract/instant.ts'
import { agentTool } from '../../platform/manifest/agent-tool.ts'
import { answer, pageAnswer, pageLink, pageOfAll } from '../../platform/manifest/tools/answer.ts'
import {
  actorIn,
  cursor,
  environment,
  idField,
  instant,
  limit,
  MAX_ITEMS,
  paging,
} from '../../platform/manifest/tools/input.ts'
import { listEventTypes, readEventType } from './event-types.ts'
import { listEvents, readEvent } from './read.ts'

/** The page of an event. */
export const eventLink = (id: string): string => pageLink('/webhooks', { view: 'published', id })

/** Categories that are named; more can be asked for by their types. */
const MAX_CATEGORIES = 50

export const listEventTypesTool = agentTool({
  name: 'list_event_types',
  title: 'List event types',
  description:
    'List the event types that can be published and subscribed to, with what each means. With type: one of them with the JSON Schema of its data and a sample. Use it before publish_event.',
  scope: 'events:read',
  readOnly: true,
  input: z.strictObject({
    type: EventType.optional().meta({ description: 'One type, such as user.created: with its schema and sample.' }),
    category: z.string().min(1).max(100).optional().meta({ description: 'Only the types of this category.' }),
    limit: limit.default(MAX_ITEMS),
    cursor,
  }),
  run: async (deps, actor, { type, category, limit: most, cursor: from }) => {
    const link = pageLink('/webhooks', { view: 'events' })
    if (type !== undefined) return answer((await readEventType(deps, actor, type)).info, { link })
    const { data, categories } = await listEventTypes(deps, actor, category)
    return pageAnswer(
      {
        limit: most,
        read: async (some) => pageOfAll(data, some, from),
        show: (one) => ({ type: one.type, category: one.category, description: one.description }),
        more: { categories: categories.slice(0, MAX_CATEGORIES).map(({ name }) => name) },
      },
      { link },
    )
  },
})

export const listEventsTool = agentTool({
  name: 'list_events',
  title: 'List published events',
  description:
    'List published events, newest first, without their data: type, time, the call that published each, and how many deliveries are in which state. For the data and the deliveries of one use get_event.',
  scope: 'events:read',
  readOnly: true,
  input: z
    .strictObject({
      type: z
        .string()
        .min(1)
        .max(MAX_EVENT_TYPE)
        .optional()
        .meta({ description: 'Only this type, such as user.created.' }),
      source: z.enum(EVENT_SOURCES).optional().meta({
        description:
          'application: from your applications and incoming webhooks; gatehouse: about keys, webhooks, alerts, records.',
      }),
      from: instant('Only what was published at this time or later.'),
      to: instant('Only what was published until then.'),
      environment,
      ...paging,
    })
    .refine(inOrder.check, inOrder.words),
  run: async (deps, actor, input) =>
    pageAnswer(
      {
        limit: input.limit,
        read: (limit) => listEvents(deps, actorIn(actor, input), { ...input, limit }),
        show: (event) => event,
      },
      { link: pageLink('/webhooks', { view: 'published', type: input.type }) },
    ),
})

export const getEvent = agentTool({
  name: 'get_event',
  title: 'Read an event',
  description:
    'Read one published event: its data, the call that published it, and its delivery to each webhook with its state. For what an endpoint answered use get_delivery.',
  scope: 'events:read',
  readOnly: true,
  input: z.strictObject({
    id: idField(EventId, 'The id of the event, from list_events or publish_event.'),
    environment,
  }),
  run: async (deps, actor, input) => {
    const { deliveryCounts: _, deliveryList, ...event } = await readEvent(deps, actorIn(actor, input), input.id)
    return answer({ ...event, deliveryList: deliveryList.slice(0, 25) }, { link: eventLink(event.id) })
  },
})
