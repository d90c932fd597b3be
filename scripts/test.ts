import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './chromium.ts'
import { buildDashboard } from './lib/dashboard.ts'
import { main } from './lib/main.ts'
import { compileMessages } from './lib/messages.ts'
import { startInGroup, stopAll } from './lib/process-group.mjs'
import { withProgress } from './lib/say.ts'
import { ROOT, UserError } from './lib/settings.ts'
import { type Count, runVitest } from './lib/vitest.ts'

const scratch = mkdtempSync(join(tmpdir(), 'gatehouse-test-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

/** Far more than any stage needs: it ends only a stage that hangs. */
const STAGE_LIMIT_MS = 30 * 60_000

/**
 * Stages of one lane run in order, beside those of the other lane. The runtime tests and the journeys wait most of the
 * time; the browser tests begin as soon as the runtime tests have ended.
 */
const LANES = [
  ['runtime', 'browser'],
  ['types', 'lint', 'generated', 'unit', 'journeys'],
] as const
type Stage = (typeof LANES)[number][number]

const STAGES: Record<Stage, () => Promise<Count>> = {
  types: () => asOne(...typeProjects().map((project) => () => tool('typescript/bin/tsc', '-p', project))),
  lint: () =>
    asOne(
      () => tool('@biomejs/biome/bin/biome', 'ci', '--colors=off'),
      () => script('scripts/check-imports.ts'),
    ),
  generated: () =>
    asOne(
      () => script('scripts/generate-types.ts', '--check'),
      () => script('scripts/generate-client.ts', '--check'),
    ),
  unit: () => vitest('unit'),
  runtime: () => vitest('runtime', 'runtime-fresh'),
  journeys: async () => {
    await buildDashboard()
    return vitest('journeys')
  },
  browser: async () => {
    await buildDashboard()
    await ensureChromium()
    return vitest('browser')
  },
}

await main(async () => {
  const chosen = chosenStages(process.argv.slice(2))
  // Any stage that loads modules of the dashboard needs the compiled messages.
  await compileMessages()
  const total: Count = { passed: 0, failed: 0, skipped: 0, failures: [] }
  const failedStages: string[] = []
  let begun = 0
  const runStage = async (name: Stage) => {
    begun += 1
    console.log(`\n[${begun}/${chosen.length}] ${name}`)
    const started = Date.now()
    const count = await attempt(name)
    total.passed += count.passed
    total.failed += count.failed
    total.skipped += count.skipped
    total.failures.push(...count.failures)
    if (count.failed > 0) failedStages.push(name)
    const outcome =
      count.failed > 0 ? `${count.failed} of ${count.passed + count.failed} failed` : `all ${count.passed} passed`
    console.log(`${name}: ${outcome}, ${((Date.now() - started) / 1000).toFixed(1)} s`)
  }
  const runLane = async (lane: readonly Stage[]) => {
    for (const name of lane) if (chosen.includes(name)) await runStage(name)
  }
  await Promise.all(LANES.map(runLane))
  for (const failure of total.failures) console.log(`\nFailed: ${failure}`)
  if (failedStages.length > 0)
    console.log(`\nFailed stages: ${failedStages.join(', ')}. Run one alone with: npm test -- ${failedStages[0]}`)
  // Programs read the last line, so nothing else may look like it.
  console.log(`\n${totalLine(total)}`)
  return total.failed === 0 && total.passed > 0 ? 0 : 1
})

/** A stage that crashes counts as one failure, and the others still run. */
async function attempt(name: Stage): Promise<Count> {
  const limit = setTimeout(() => {
    console.error(`${name} has not ended within ${STAGE_LIMIT_MS / 60_000} minutes; ending it.`)
    void stopAll()
  }, STAGE_LIMIT_MS)
  try {
    return await withProgress(name, STAGES[name], 30_000)
  } catch (error) {
    console.error(error instanceof UserError ? error.message : error)
    return { passed: 0, failed: 1, skipped: 0, failures: [name] }
  } finally {
    clearTimeout(limit)
  }
}

function chosenStages(wanted: string[]): string[] {
  const known: string[] = Object.keys(STAGES)
  const unknown = wanted.find((name) => !known.includes(name))
  if (unknown) throw new UserError(`There is no stage "${unknown}". The stages are: ${known.join(', ')}.`)
  return wanted.length > 0 ? known.filter((name) => wanted.includes(name)) : known
}

/** Several runs of a tool that count as one test. All of them run, so that all problems are reported. */
async function asOne(...runs: (() => Promise<number>)[]): Promise<Count> {
  let failed = 0
  for (const run of runs) if ((await run()) !== 0) failed = 1
  return { passed: 1 - failed, failed, skipped: 0, failures: [] }
}

function tool(program: string, ...args: string[]): Promise<number> {
  return script(join('node_modules', program), ...args)
}

function script(path: string, ...args: string[]): Promise<number> {
  return startInGroup(process.execPath, [join(ROOT, path), ...args], { cwd: ROOT }).exited
}

function vitest(...projects: string[]): Promise<Count> {
  return runVitest(projects, join(scratch, `${projects[0]}.json`))
}

function typeProjects(): string[] {
  const { references }: { references: { path: string }[] } = JSON.parse(
    readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'),
  )
  return references.map(({ path }) => path)
}

function totalLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
