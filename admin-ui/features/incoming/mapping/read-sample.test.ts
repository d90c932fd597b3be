import { describe, expect, it } from 'vitest'
import { readSample } from './read-sample.ts'

describe('a pasted payload', () => {
  it('is JSON, whose numbers keep their digits', () => {
    expect(readSample(' {"id": 820982911946154508, "a=b": "c&d=e"}\n', '').value).toEqual({
      id: '820982911946154508',
      'a=b': 'c&d=e',
    })
    expect(readSample('"a=b"', '').value).toBe('a=b')
    expect(readSample('{"a": }', '').problem).not.toBe('')
    expect(readSample(' ', '')).toEqual({ value: undefined, problem: '' })
  })

  it('is the body of a form, as the server reads it', () => {
    expect(readSample('First+name=Ada&email=ada%40example.com&interest=a&interest=b&tags[]=x\n', 'none').value).toEqual(
      {
        'First name': 'Ada',
        email: 'ada@example.com',
        interest: ['a', 'b'],
        tags: ['x'],
      },
    )
    expect(readSample('empty=', '').value).toEqual({ empty: '' })
  })

  it('of GitHub and Slack is the JSON in a field of a form', () => {
    const text = `payload=${encodeURIComponent('{"issue":{"id":1}}')}`
    expect(readSample(text, 'github').value).toEqual({ issue: { id: 1 } })
    expect(readSample(text, 'none').value).toEqual({ payload: '{"issue":{"id":1}}' })
    expect(readSample('payload=no', 'slack').problem).not.toBe('')
  })

  it('that is neither says where it stops being JSON', () => {
    for (const text of ['name: Ada', 'name = Ada', '<a href="x">', '{a=1}']) {
      expect(readSample(text, '').problem, text).not.toBe('')
    }
  })
})
