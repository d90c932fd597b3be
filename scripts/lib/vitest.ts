import { join, relative } from 'node:path'
import { startInGroup } from './process-group.mjs'
import { ROOT, readIfExists } from './settings.ts'

/**
 * How many tests of a stage passed, failed and were skipped. `failures` has each failed test with the first line of its
 * message, if known.
 */
export type Count = { passed: number; failed: number; skipped: number; failures: string[] }

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[]
  }[]
}

/**
 * Runs projects of vitest.config.ts, shows its output, and counts.
 *
 * @param reportFile where vitest writes its report; the file must not exist yet
 */
export async function runVitest(projects: readonly string[], reportFile: string): Promise<Count> {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const chosen = projects.flatMap((project) => ['--project', project])
  const args = ['run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const code = await startInGroup(process.execPath, [vitest, ...args], { cwd: ROOT }).exited
  return countOf(readIfExists(reportFile), code)
}

/**
 * Counts from vitest's JSON report. A run with an error code has failed at least once, whatever its report says: a test
 * file may not load, or a promise may be rejected after the last test.
 */
export function countOf(report: string | null, exitCode: number): Count {
  if (report === null) return { passed: 0, failed: 1, skipped: 0, failures: [] }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }: Report = JSON.parse(report)
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const failures = testResults.flatMap((file) => {
    const path = relative(ROOT, file.name)
    const tests = file.assertionResults.filter((test) => test.status === 'failed')
    if (file.status === 'failed' && tests.length === 0) return [`${path}\n  ${firstLine(file.message)}`]
    return tests.map((test) => `${path} > ${test.fullName}\n  ${firstLine(test.failureMessages?.[0])}`)
  })
  const failed = numFailedTests + unloaded.length
  const ranNothing = numPassedTests + failed === 0
  const endedBadly = failed === 0 && (exitCode !== 0 || ranNothing)
  if (endedBadly)
    failures.push(ranNothing ? 'no test ran' : `all tests passed, but the run ended with code ${exitCode}`)
  return {
    passed: numPassedTests,
    failed: endedBadly ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
    failures,
  }
}

const firstLine = (message = 'no message') => message.split('\n')[0] ?? ''
