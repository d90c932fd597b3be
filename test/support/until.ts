import { expect, vi } from 'vitest'

/**
 * How long a test waits for an event, ms. It only ends a test that would wait for ever: a machine with other load needs
 * many times what a quiet one needs.
 */
const PATIENCE_MS = 60_000

/** Waits until `look` returns something truthy, and returns it. */
export const until = <T>(look: () => T | Promise<T>): Promise<Exclude<T, false | 0 | '' | null | undefined>> =>
  vi.waitUntil(look, { timeout: PATIENCE_MS, interval: 50 }) as Promise<Exclude<T, false | 0 | '' | null | undefined>>

/** An assertion about what `read` returns, which is repeated every `interval` ms until it holds. */
export const soon = <T>(read: () => T, interval = 20) => expect.poll(read, { timeout: PATIENCE_MS, interval })
