import { describe, expect, it } from 'vitest'
import type { EventTypeInfo } from '../../../contract/events.ts'
import { changeOf, creationOf, draftOf, newDraft, placeSchemaErrors, problemsOf } from './draft.ts'

const SHIPPED: EventTypeInfo = {
  type: 'order.shipped',
  name: 'Order shipped',
  category: 'Orders',
  description: 'It left the house.',
  schema: { type: 'object' },
  sample: { parcel: 'A1' },
  custom: true,
  createdAt: '2026-11-21T09:30:00.000Z',
}

describe('the form of an event', () => {
  it('sends only what was changed, and nothing when nothing was', () => {
    const draft = draftOf(SHIPPED)
    expect(changeOf(SHIPPED, draft)).toEqual({})
    // The same JSON, written in another way.
    expect(changeOf(SHIPPED, { ...draft, sample: '{"parcel":"A1"}' })).toEqual({})
    expect(changeOf(SHIPPED, { ...draft, category: ' Shop ', sample: '', schema: '{}' })).toEqual({
      category: 'Shop',
      sample: null,
      schema: {},
    })
  })

  it('says which part of a schema the server refused', () => {
    const errors = {
      category: 'is required',
      'schema.properties.a.enum': 'must be a list',
      'schema.type': 'must be a list',
    }
    expect(placeSchemaErrors(errors)).toEqual({
      category: 'is required',
      schema: 'properties.a.enum: must be a list; type: must be a list',
    })
    expect(placeSchemaErrors({ schema: 'is required' })).toEqual({ schema: 'is required' })
  })

  it('tells what is wrong before the server is asked', () => {
    const draft = { ...newDraft('order.lost'), sample: '{"a":1}' }
    expect(problemsOf(draft, ['user.created'])).toEqual({})
    expect(creationOf(draft)).toEqual({
      type: 'order.lost',
      category: 'Custom',
      description: '',
      sample: { a: 1 },
      schema: null,
    })
    expect(problemsOf({ ...draft, type: ' ', category: ' ', sample: '[1]', schema: '{"a"' }, [])).toEqual({
      type: 'needType',
      category: 'needCategory',
      sample: 'needObject',
      schema: 'json',
    })
    expect(problemsOf({ ...draft, type: 'Order' }, [])).toEqual({ type: 'badType' })
    expect(problemsOf({ ...draft, type: 'user.created' }, ['user.created'])).toEqual({ type: 'takenType' })
  })
})
