import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Variants = { declarations: string[]; selectors?: string[]; match: Record<string, string> }
const catalog: Record<string, string | [Variants]> = JSON.parse(readFileSync('admin-ui/messages/en.json', 'utf8'))
const texts = Object.entries(catalog).flatMap(([key, message]) =>
  (typeof message === 'string' ? [message] : Object.values(message[0].match)).map((text) => ({ key, text })),
)

const sources = readdirSync('admin-ui', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('messages/'))
  .map((name) => readFileSync(`admin-ui/${name}`, 'utf8'))
  .join('\n')

test('the dashboard uses every message', () => {
  const used = new Set([...sources.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key))
  expect(Object.keys(catalog).filter((key) => !used.has(key))).toEqual([])
})

test('every variable that a message shows is an input of it, or made from one', () => {
  const unknown = Object.entries(catalog).flatMap(([key, message]) => {
    if (typeof message === 'string') return []
    const declared = message[0].declarations.map((line) => line.split(' ')[1])
    const shown = Object.values(message[0].match).flatMap((text) =>
      [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
    )
    return shown.filter((name) => !declared.includes(name)).map((name) => `${key}: ${name}`)
  })
  expect(unknown).toEqual([])
})

test('whatever depends on a number has a text for one and for other numbers', () => {
  const incomplete = Object.entries(catalog).filter(([, message]) => {
    if (typeof message === 'string') return false
    const plurals = message[0].selectors?.filter((name) => name.endsWith('Plural')) ?? []
    return plurals.some((name) =>
      ['one', 'other'].some((form) => !Object.keys(message[0].match).some((line) => line.includes(`${name}=${form}`))),
    )
  })
  expect(incomplete.map(([key]) => key)).toEqual([])
})

test('texts are spelled as in the United States', () => {
  const british = /\b(cancell|colour|organis|behaviour|licence|authoris)/i
  expect(texts.filter(({ text }) => british.test(text))).toEqual([])
})

test('texts of one line have no double spaces, and none at an end', () => {
  expect(texts.filter(({ text }) => !text.includes('\n') && /\s\s|^\s|\s$/.test(text))).toEqual([])
})
