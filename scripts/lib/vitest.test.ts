import { expect, test } from 'vitest'
import { countOf } from './vitest.ts'

const report = (passed: number, failed: number, files: [status: string, ...tests: string[]][] = []) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: files.map(([status, ...tests]) => ({
      status,
      assertionResults: tests.map((name) => ({ status: name })),
    })),
  })

test('a run without a report has failed', () => {
  expect(countOf(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a run that ends badly after passing tests has failed', () => {
  expect(countOf(report(3, 0), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 })
})

test('a run in which no test ran has failed', () => {
  expect(countOf(report(0, 0), 0)).toMatchObject({ failed: 1 })
})

test('a file that does not load counts beside the tests that fail', () => {
  const files: [string, ...string[]][] = [['failed'], ['failed', 'failed', 'passed']]
  expect(countOf(report(1, 1, files), 1)).toMatchObject({ passed: 1, failed: 2 })
})
