import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { acquireLock } from './lock.mjs'
import { startInGroup } from './process-group.mjs'

/**
 * Makes sure that `node_modules` has what the lock file says, and a Node that wrangler can run on. It costs a few
 * milliseconds if nothing has to be done, and it starts again if an earlier install was interrupted.
 *
 * @param {string} root the project's directory
 * @returns {Promise<string>} the Node to run everything else with
 */
export async function ensureInstalled(root) {
  if (isStamped(root)) return ownNode(root)
  const lock = await acquireLock(join(root, '.local/install.lock'), {
    onWait: () => console.error('Another Gatehouse command is installing the packages; waiting for it to finish.'),
  })
  try {
    // Another process may have finished it meanwhile, or somebody may have run `npm install`.
    if (isStamped(root)) return ownNode(root)
    if (!isComplete(root)) await install(root, lock)
    writeAtomically(stampPath(root), stampOf(root))
  } finally {
    lock.release()
  }
  return ownNode(root)
}

/**
 * @param {string} root
 * @param {import('./lock.mjs').Lock} lock
 */
async function install(root, lock) {
  console.error('Installing the packages that the lock file names. The first time this takes a minute or so.')
  const started = Date.now()
  rmSync(stampPath(root), { force: true })
  const clock = setInterval(() => {
    console.error(`Still installing, ${Math.round((Date.now() - started) / 1000)} s so far.`)
  }, 15_000)
  let code = await npm(root, lock, ['ci'])
  if (code !== 0) {
    console.error('`npm ci` did not work here; trying `npm install`, which is more patient.')
    code = await npm(root, lock, ['install', '--no-save'])
  }
  clearInterval(clock)
  if (code !== 0) {
    throw new Error(
      `npm could not install the packages (exit code ${code}); what it says stands above.\n` +
        'If it speaks of the network, check that `npm ping` works here, then run the same command again.',
    )
  }
  if (!nodeRuns(root)) repairNode(root)
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

/**
 * @param {string} root
 * @param {import('./lock.mjs').Lock} lock
 * @param {string[]} args
 */
async function npm(root, lock, args) {
  // npm must not run on the Node that it is about to replace.
  const bin = join(root, 'node_modules/.bin')
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => entry !== bin)
  // The warnings are about Node 20, which only npm itself runs on.
  const options = ['--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional']
  const run = startInGroup(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, ...options], {
    cwd: root,
    env: { ...process.env, PATH: path.join(delimiter) },
    stdout: 2,
  })
  lock.setGroup(await run.group)
  return run.exited
}

/**
 * If npm is configured to skip install scripts, the `node` package has no program in it.
 *
 * @param {string} root
 */
function repairNode(root) {
  const directory = join(root, 'node_modules/node')
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: directory, stdio: ['ignore', 2, 2] })
  if (nodeRuns(root)) return
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  throw new Error(
    `Gatehouse needs Node 22.18 or later; this is ${process.versions.node}, and the npm package "node", which brings\n` +
      'its own, did not install its program. Run `npm rebuild node` to see why, or install a newer Node.',
  )
}

/** @param {string} root */
function ownNode(root) {
  const own = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(own) ? own : process.execPath
}

/** @param {string} root */
function nodeRuns(root) {
  const own = ownNode(root)
  return own !== process.execPath && spawnSync(own, ['--version']).status === 0
}

/**
 * Whether npm has already finished. It writes its own record of the tree last, so if the record agrees with our lock
 * file and Node runs, nothing has to be done.
 *
 * @param {string} root
 */
function isComplete(root) {
  try {
    const wanted = packagesIn(join(root, 'package-lock.json'))
    const present = packagesIn(join(root, 'node_modules/.package-lock.json'))
    for (const [path, { version, optional, devOptional }] of Object.entries(wanted)) {
      if (path === '') continue
      const found = present[path]
      if (found ? found.version !== version : !(optional || devOptional)) return false
    }
    return nodeRuns(root)
  } catch {
    return false
  }
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesIn(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

/** @param {string} root */
function isStamped(root) {
  try {
    return readFileSync(stampPath(root), 'utf8') === stampOf(root)
  } catch {
    return false
  }
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules/.gatehouse-installed')
}

/** @param {string} root */
function stampOf(root) {
  const { dependencies, devDependencies, overrides } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(JSON.stringify([dependencies, devDependencies, overrides, process.platform, process.arch]))
    .digest('hex')
}

/**
 * @param {string} path
 * @param {string} text
 */
function writeAtomically(path, text) {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
}
