/** How long an old secret may stay good, in seconds, or minutes of one's own. */
export const GRACES = ['0', '3600', '86400', '604800', 'custom'] as const
export type Grace = (typeof GRACES)[number]

const MOST_MINUTES = 10_080

/** The seconds a choice stands for; null when the typed minutes are none that the server takes. */
export function graceSeconds(grace: Grace, minutes: string): number | null {
  if (grace !== 'custom') return Number(grace)
  const typed = minutes.trim()
  if (!/^\d{1,5}$/.test(typed)) return null
  const count = Number(typed)
  return count >= 1 && count <= MOST_MINUTES ? count * 60 : null
}
