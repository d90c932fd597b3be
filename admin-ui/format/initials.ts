/** The initials of a person, from the first and the last word of their name. */
export function initialsOf(name: string): string {
  const [first = '', ...others] = name.trim().split(/\s+/)
  const initials = [first, others.at(-1) ?? ''].map((word) => [...word][0] ?? '').join('')
  return initials.toUpperCase()
}
