// Reads how many tests passed, failed and were skipped from the reports of the two test runners.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * From Vitest's JSON report. A file that could not even be loaded has no tests: it counts as one failure.
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests
  }
}

/**
 * From Playwright's JSON report. A flaky test passed in the end, but not reliably: it counts as a failure.
 * So does each error outside of a test.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors?: unknown[] }} report
 * @returns {Counts}
 */
export function playwrightCounts({ stats, errors = [] }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped
  }
}

/**
 * A stage's counts, held against its exit code: a runner that fails while it counts no failure, or left no report,
 * still failed once.
 * @param {Counts | undefined} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export function judge(counts, exitCode) {
  if (!counts) return { passed: 0, failed: 1, skipped: 0 }
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/** @param {Counts[]} all */
export const total = (all) =>
  all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped
    }),
    { passed: 0, failed: 0, skipped: 0 }
  )

/** `N passed, N failed`, the last line of `npm test`. */
export const verdict = ({ passed, failed }) => `${passed} passed, ${failed} failed`

/**
 * What `npm test` ends with. Skipped tests count as well where `TESSERA_NO_SKIPS=1` says that nothing may be missing.
 * @param {Counts} counts
 * @param {NodeJS.ProcessEnv} env
 * @returns {0 | 1}
 */
export const exitCode = ({ failed, skipped }, { TESSERA_NO_SKIPS }) =>
  failed > 0 || (TESSERA_NO_SKIPS === '1' && skipped > 0) ? 1 : 0
