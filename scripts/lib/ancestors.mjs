import { describe } from './process.mjs'

/**
 * Calls `onGone` when one of the processes that wait for this one is gone: the shell and npm above it, and the Node
 * that started this Node. A kill -9 of npm is not passed on to anybody, so somebody has to look.
 *
 * @param {() => void} onGone
 */
export function watchAncestors(onGone) {
  const chain = waitingAncestors()
  if (chain.length === 0) return
  const timer = setInterval(() => {
    const parent = chain[0]
    // A dead parent's children are given to another one, which shows even while the dead one is not yet buried.
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
 * From the parent up to npm. Without npm nobody above is known to wait: a shell that ends must not take a server with
 * it that it was told to leave in the background.
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
