import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { acquireLock, LockHeld, lockHolder } from './lock.mjs'
import { bornAt, markOf } from './process.mjs'

const newPath = () => join(mkdtempSync(join(tmpdir(), 'gatehouse-lock-')), 'lock')

test('a waiting process gets the lock when its holder releases it, and no files are left over', async () => {
  const path = newPath()
  const first = await acquireLock(path)
  let waits = 0
  const second = acquireLock(path, { onWait: () => waits++ })
  setTimeout(() => first.release(), 300)
  const lock = await second
  expect(waits).toBe(1)
  lock.release()
  expect(readdirSync(join(path, '..'))).toEqual([])
})

test('waiting ends with an error that names the living holder', async () => {
  const path = newPath()
  const lock = await acquireLock(path)
  await expect(acquireLock(path, { patienceMs: 100 })).rejects.toBeInstanceOf(LockHeld)
  lock.release()
})

test('the lock of a dead process is taken over after its child processes were ended', async () => {
  const path = newPath()
  const orphan = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
  const ended = new Promise((done) => orphan.on('exit', (_code, signal) => done(signal)))
  writeFileSync(path, JSON.stringify({ owner: { pid: 1, born: 'long ago' }, group: markOf(orphan.pid ?? 0) }))
  expect(lockHolder(path)).toBeNull()
  const lock = await acquireLock(path)
  expect(await ended).toBe('SIGKILL')
  lock.release()
})

test('a process group whose id now belongs to another process is not ended', async () => {
  const path = newPath()
  const stranger = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
  const pid = stranger.pid ?? 0
  const born = `${bornAt(pid)?.split('/')[0]}/1`
  writeFileSync(path, JSON.stringify({ owner: { pid: 1, born: 'long ago' }, group: { pid, born } }))
  const lock = await acquireLock(path)
  expect(bornAt(pid)).not.toBeNull()
  stranger.kill()
  lock.release()
})

test('many processes that find a stale lock get it one after the other', async () => {
  const path = newPath()
  writeFileSync(path, '')
  const program = `
    import { appendFileSync } from 'node:fs'
    import { setTimeout as sleep } from 'node:timers/promises'
    import { acquireLock } from ${JSON.stringify(new URL('./lock.mjs', import.meta.url).href)}
    const lock = await acquireLock(process.argv[1])
    appendFileSync(process.argv[1] + '.log', 'in ')
    await sleep(30)
    appendFileSync(process.argv[1] + '.log', 'out ')
    lock.release()`
  const children = Array.from({ length: 5 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', program, path], { stdio: 'inherit' }),
  )
  await Promise.all(children.map((child) => new Promise((done) => child.on('exit', done))))
  expect(readFileSync(`${path}.log`, 'utf8')).toBe('in out '.repeat(5))
  expect(existsSync(path)).toBe(false)
}, 120_000)
