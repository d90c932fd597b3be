import { signal } from '@preact/signals'

/** Every language the dashboard can speak. Adding one: its code here, and a loader in each room's words.ts. */
export const LANGUAGES = ['en'] as const
export type Language = (typeof LANGUAGES)[number]

export const language = signal<Language>('en')

type Loaders<W> = Partial<Record<Exclude<Language, 'en'>, () => Promise<W>>>

/**
 * A dictionary of texts. English is in the bundle, any other language is fetched when it is first chosen, and English
 * stands until it has come. Read the result inside a component, so that it redraws when the language changes.
 */
export function defineWords<W extends object>(english: W, loaders: Loaders<W> = {}): () => W {
  const loaded = signal<Partial<Record<string, W>>>({})
  const asked = new Set<string>()
  const load = loaders as Partial<Record<string, () => Promise<W>>>
  return () => {
    const chosen: string = language.value
    const ready = loaded.value[chosen]
    if (ready) return ready
    const fetchIt = load[chosen]
    if (fetchIt && !asked.has(chosen)) {
      asked.add(chosen)
      fetchIt().then(
        (words) => {
          loaded.value = { ...loaded.value, [chosen]: words }
        },
        () => asked.delete(chosen),
      )
    }
    return english
  }
}

/** The locale for figures and dates: the reader's own variant of the chosen language, such as en-GB, when they have one. */
export function locale(): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language.value) ?? language.value
}

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.PluralRules>()

/** Formatters are expensive to make and used in every row, so each is made once per locale. */
function formatter<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.PluralRules>(
  name: string,
  make: (tag: string) => T,
): T {
  const tag = locale()
  const known = cache.get(name + tag)
  if (known) return known as T
  const made = make(tag)
  cache.set(name + tag, made)
  return made
}

/** 1234 as "1,234". */
export const formatNumber = (value: number): string =>
  formatter('number', (tag) => new Intl.NumberFormat(tag)).format(value)

/** A share from 0 to 1 as "2.5%". */
export const formatShare = (value: number): string =>
  formatter('share', (tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 })).format(value)

/** Milliseconds as "12 ms". */
export const formatMilliseconds = (value: number): string =>
  formatter('ms', (tag) => {
    return new Intl.NumberFormat(tag, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 })
  }).format(value)

/** The form a number asks for, with # replaced by the number: `plural(2, { one: '# key', other: '# keys' })`. */
export function plural(count: number, forms: { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>): string {
  const rule = formatter('plural', (tag) => new Intl.PluralRules(tag)).select(count)
  return (forms[rule] ?? forms.other).replace('#', formatNumber(count))
}

/** "21 Nov 2026". */
export const formatDay = (at: Date): string =>
  formatter('day', (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium' })).format(at)

/** "21 Nov 2026, 09:30:12". */
export const formatInstant = (at: Date): string =>
  formatter('instant', (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' })).format(at)

/** "21 Nov, 09:30:12": the year adds nothing in a log. */
export const formatLogTime = (at: Date): string =>
  formatter('log', (tag) => {
    return new Intl.DateTimeFormat(tag, {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
  }).format(at)

/** "09:00". */
export const formatHour = (at: Date): string =>
  formatter('hour', (tag) => {
    return new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  }).format(at)

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
]

/** "2 hours ago", "in 3 days"; within ten seconds "now". */
export function formatRelative(at: Date, now: number): string {
  const words = formatter('relative', (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))
  let amount = (at.getTime() - now) / 1000
  if (Math.abs(amount) < 10) return words.format(0, 'second')
  for (const [unit, size] of STEPS) {
    if (Math.abs(amount) < size) return words.format(Math.trunc(amount), unit)
    amount /= size
  }
  return formatDay(at)
}
