import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './settings.ts'
import { countOf } from './vitest.ts'

const report = (passed: number, failed: number, files: [status: string, ...tests: string[]][] = []) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: files.map(([status, ...tests]) => ({
      name: join(ROOT, 'worker/some.test.ts'),
      status,
      message: 'cannot be loaded\nat line 1',
      assertionResults: tests.map((name) => ({
        status: name,
        fullName: `a test that ${name}`,
        failureMessages: name === 'failed' ? ['expected 1 to be 2\nat line 2'] : [],
      })),
    })),
  })

test('a run without a report counts as failed', () => {
  expect(countOf(null, 0)).toMatchObject({ passed: 0, failed: 1, skipped: 0 })
})

test('a run that exits with an error after passing tests counts as failed', () => {
  expect(countOf(report(3, 0), 1)).toEqual({
    passed: 3,
    failed: 1,
    skipped: 0,
    failures: ['all tests passed, but the run ended with code 1'],
  })
})

test('a run without any test counts as failed', () => {
  expect(countOf(report(0, 0), 0)).toMatchObject({ failed: 1 })
})

test('a file that does not load counts in addition to failing tests', () => {
  const files: [string, ...string[]][] = [['failed'], ['failed', 'failed', 'passed']]
  expect(countOf(report(1, 1, files), 1)).toMatchObject({ passed: 1, failed: 2 })
})

test('each failure is shown with the first line of its message', () => {
  const files: [string, ...string[]][] = [['failed'], ['failed', 'failed', 'passed']]
  expect(countOf(report(1, 1, files), 1).failures).toEqual([
    'worker/some.test.ts\n  cannot be loaded',
    'worker/some.test.ts > a test that failed\n  expected 1 to be 2',
  ])
})
