import { describe } from './process.mjs'

/**
 * Calls `onGone` when one of the processes that wait for this one is gone: the shell and npm above it, and the Node
 * that started this Node. A kill -9 of npm is not passed on, so this process has to check.
 *
 * @param {() => void} onGone
 */
export function watchAncestors(onGone) {
  const chain = waitingAncestors()
  if (chain.length === 0) return
  const timer = setInterval(() => {
    const parent = chain[0]
    // The children of a dead parent get another parent, which is visible even while the dead one is a zombie.
    const orphaned = process.ppid !== parent?.pid
    const broken =
      orphaned || chain.slice(1).some((ancestor, at) => describe(chain[at]?.pid ?? 0)?.parent !== ancestor.pid)
    if (!broken) return
    clearInterval(timer)
    onGone()
  }, 500)
  timer.unref()
}

/**
 * From the parent up to npm. Without npm no process is known to wait: a shell that ends must not end a server that was
 * started in the background.
 */
function waitingAncestors() {
  /** @type {{ pid: number }[]} */
  const chain = []
  let pid = process.ppid
  for (let height = 0; height < 4 && pid > 1; height++) {
    const found = describe(pid)
    if (!found) break
    const isNpm = /(^|[\s/])(npm|npm-cli\.js|pnpm|yarn|bun)(\s|$)/.test(found.command)
    const isOurs = found.command.includes('run.mjs')
    if (!isNpm && !isOurs) break
    chain.push({ pid })
    if (isNpm && !isOurs) return chain
    pid = found.parent
  }
  return process.env.GATEHOUSE_PARENT === String(process.ppid) ? chain.slice(0, 1) : []
}
