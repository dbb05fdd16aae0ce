/**
 * Counts for the closing line `N passed, N failed` (`, N skipped`). A suite that fails to run counts as one failed test:
 * its tests never got the chance. Jest's own summary and the tear-down come after every reporter, so the counts go to
 * test/run.ts, which prints them when all is over; without it (plain `npx jest`) they are printed at the very exit.
 */
class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const files = results.testResults.filter(
      (file) => file.numFailingTests > 0 || file.testExecError != null,
    );
    const result = {
      counts: {
        passed: results.numPassedTests,
        failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
        skipped: results.numPendingTests + results.numTodoTests,
      },
      failedFiles: files.map((file) => ({
        path: file.testFilePath,
        passed: file.numPassingTests,
        skipped: file.numPendingTests + file.numTodoTests,
      })),
    };
    if (process.send) process.send(result);
    else process.once('exit', () => process.stdout.write(closingLine(result.counts)));
  }
}

function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
}

export { ClosingLineReporter as default, closingLine };
