/**
 * Counts for the closing line `N passed, N failed` (`, N skipped`). A suite that fails to run counts as one failed test:
 * its tests never got the chance. Jest's own summary and the tear-down come after every reporter, so the counts go to
 * test/run.ts, which prints them when all is over; without it (plain `npx jest`) they are printed at the very exit.
 */
class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    if (process.send) process.send(counts);
    else process.once('exit', () => process.stdout.write(closingLine(counts)));
  }
}

function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
}

export { ClosingLineReporter as default, closingLine };
