import type { FileScanner } from '../../ports/files/file-scanner.js';
import type { ScannerProbe } from '../../ports/operations/health.js';
import { probe } from './probes.js';
import { shareAnswer } from './share-answer.js';

/** Milliseconds. Anybody may ask, and clamd has few threads. */
const FRESH_MS = 5_000;

/** Returns the health of the virus scanner, if there is one. */
export function probeScanner(scanner: FileScanner | null): ScannerProbe {
  if (scanner === null) return () => Promise.resolve({ status: 'off', latencyMs: 0 });
  return shareAnswer(
    FRESH_MS,
    probe(() => scanner.ping()),
  );
}
