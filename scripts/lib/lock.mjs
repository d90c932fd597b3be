import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endGroup, isRunning, markOf } from './process.mjs'

/**
 * The holder of a lock, and the process group that works for it. The group survives a holder that was killed.
 *
 * @typedef {import('./process.mjs').ProcessMark} ProcessMark
 * @typedef {{ owner: ProcessMark, group?: ProcessMark }} LockRecord
 * @typedef {{ setGroup(pid: number): void, release(): void }} Lock
 */

/** A living process holds the lock, and did not release it in time. */
export class LockHeld extends Error {
  /** @param {LockRecord} holder */
  constructor(holder) {
    super(`held by process ${holder.owner.pid}`)
    this.holder = holder
  }
}

/**
 * Waits until this process holds the lock. A lock of a dead holder is taken over, after the rest of the holder's
 * process group has been ended.
 *
 * @param {string} path
 * @param {{ onWait?: () => void, patienceMs?: number }} [options] `onWait` is called once, if it has to wait; without
 * `patienceMs` it waits forever
 * @returns {Promise<Lock>}
 * @throws {LockHeld} after `patienceMs`
 */
export async function acquireLock(path, options = {}) {
  mkdirSync(dirname(path), { recursive: true })
  const { onWait, patienceMs = Number.POSITIVE_INFINITY } = options
  const started = Date.now()
  let hasReported = false
  for (;;) {
    const lock = tryLock(path)
    if (lock) return lock
    if (await breakStaleLock(path)) continue
    const holder = lockHolder(path)
    if (holder && Date.now() - started > patienceMs) throw new LockHeld(holder)
    if (!hasReported) onWait?.()
    hasReported = true
    await sleep(200)
  }
}

/**
 * The holder of the lock; null if no living process holds it.
 *
 * @param {string} path
 * @returns {LockRecord | null}
 */
export function lockHolder(path) {
  const record = readRecord(path)
  return record && isRunning(record.owner) ? record : null
}

/**
 * @param {string} path
 * @returns {Lock | null}
 */
function tryLock(path) {
  /** @type {LockRecord} */
  const record = { owner: markOf(process.pid) }
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(record))
  try {
    // A link appears as a whole or not at all, so nobody ever reads a lock without a holder.
    linkSync(draft, path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null
    throw error
  } finally {
    unlinkSync(draft)
  }
  return {
    setGroup(pid) {
      writeFileSync(draft, JSON.stringify({ ...record, group: markOf(pid) }))
      renameSync(draft, path)
    },
    release: () => unlinkSync(path),
  }
}

/**
 * Two waiting processes must not both break one lock, because the slower one would break the new lock of the faster
 * one. So breaking needs its own lock, held for milliseconds.
 *
 * @param {string} path
 * @returns {Promise<boolean>} whether it makes sense to try again at once
 */
async function breakStaleLock(path) {
  const seen = readRecord(path)
  if (seen === null) return true
  if (isRunning(seen.owner)) return false
  const breaker = `${path}.break`
  const lock = tryLock(breaker)
  if (!lock) {
    const other = readRecord(breaker)
    if (other && !isRunning(other.owner)) unlinkSync(breaker)
    return false
  }
  try {
    const record = readRecord(path)
    if (record && !isRunning(record.owner)) {
      if (record.group) await endGroup(record.group)
      unlinkSync(path)
    }
    return true
  } finally {
    lock.release()
  }
}

/**
 * @param {string} path
 * @returns {LockRecord | null}
 */
function readRecord(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    // A machine that lost power may leave an empty file: it names no holder, so nobody holds the lock.
    if (error instanceof SyntaxError) return { owner: { pid: 0, born: 'gone' } }
    return null
  }
}
