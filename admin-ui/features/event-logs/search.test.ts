import { expect, test } from 'vitest'
import { readSearch } from './search.ts'

const ID = '01kaj3v5e8w2m4q6t8y0z2b4d6'

test.each([
  [`log_${ID}`, { log: `log_${ID}` }],
  [` key_${ID} `, { filters: { path: '', ip: '', key: `key_${ID}` } }],
  [`whk_${ID}`, { filters: { path: '', ip: '', webhook: `whk_${ID}` } }],
  ['192.0.2.1', { filters: { path: '', ip: '192.0.2.1' } }],
  ['2001:db8::1', { filters: { path: '', ip: '2001:db8::1' } }],
  ['192.0.2', { filters: { path: '192.0.2', ip: '' } }],
  ['/api/v1/me', { filters: { path: '/api/v1/me', ip: '' } }],
  ['', { filters: { path: '', ip: '' } }],
])('%s in the search field means %j', (text, meaning) => {
  expect(readSearch(text)).toEqual(meaning)
})
