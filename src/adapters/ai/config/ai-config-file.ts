import { readFile, stat } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import type { FieldFault } from '../../../domain/errors.js';
import type { Logger } from '../../../ports/logger.js';
import { aiConfigSchema, type AiConfig } from './ai-config.js';

/** How long a change of the file may go unnoticed. */
const FRESH_MS = 2_000;
const MAX_FILE_BYTES = 1_000_000;

const NO_CONFIG: AiConfig = { tasks: {} };

type Reading = { readonly config: AiConfig } | { readonly faults: readonly FieldFault[] };

/** The configuration in force, and what is wrong with a newer file that is not. */
export interface AiConfigState {
  readonly config: AiConfig;
  readonly faults: readonly FieldFault[];
}

/**
 * Reads the AI configuration file again when it has changed.
 * A faulty file leaves the configuration before it in force, and is logged with every fault. Without a file, the
 * environment decides.
 */
export class AiConfigFile {
  private state: AiConfigState = { config: NO_CONFIG, faults: [] };
  private stamp = '';
  private checkedAt = Number.NEGATIVE_INFINITY;
  private checking: Promise<void> | null = null;

  constructor(
    private readonly file: string,
    private readonly logger: Logger,
    private readonly freshMs = FRESH_MS,
  ) {}

  /** Never fails. */
  async current(): Promise<AiConfigState> {
    if (performance.now() - this.checkedAt >= this.freshMs) {
      this.checking ??= this.check().finally(() => (this.checking = null));
      await this.checking;
    }
    return this.state;
  }

  private async check(): Promise<void> {
    this.checkedAt = performance.now();
    const stamp = await stampOf(this.file);
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    const reading = await readFileOf(this.file, stamp);
    if ('config' in reading) {
      this.state = { config: reading.config, faults: [] };
      this.logger.info({ file: this.file }, 'AI configuration in force');
      return;
    }
    const { faults } = reading;
    this.state = { ...this.state, faults };
    this.logger.error(
      { file: this.file, faults },
      'AI configuration is faulty; the one before stays in force',
    );
  }
}

const MISSING = 'missing';

async function stampOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return code === 'ENOENT' ? MISSING : code;
  }
}

async function readFileOf(file: string, stamp: string): Promise<Reading> {
  if (stamp === MISSING) return { config: NO_CONFIG };
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch {
    return fault('', 'cannot be read. Check AI_CONFIG_FILE');
  }
  return bytes.byteLength > MAX_FILE_BYTES
    ? fault('', 'is too large')
    : parseAiConfig(bytes.toString('utf8'));
}

/** Checks the text of a configuration file. Returns all faults with their paths or lines. */
export function parseAiConfig(text: string): Reading {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ pos, message }) => ({
      path: `line ${lineCounter.linePos(pos[0]).line}`,
      message,
    }));
    return { faults };
  }
  let content: unknown;
  try {
    content = document.toJS() ?? NO_CONFIG;
  } catch {
    // Aliases that multiply beyond measure.
    return fault('', 'has too many aliases');
  }
  const parsed = aiConfigSchema.safeParse(content);
  if (parsed.success) return { config: parsed.data };
  const faults = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return { faults };
}

function fault(path: string, message: string): Reading {
  return { faults: [{ path, message }] };
}
