import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { argumentsOf, runStep, type GeneratedClient } from './client.js';

const SOURCES = fileURLToPath(new URL('./go', import.meta.url));
/** What go.mod asks for. */
const OLDEST: readonly [number, number] = [1, 25];
/** No other Go than the one that is there. */
const ENV = { GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' };

export const goClient: GeneratedClient = {
  language: 'Go',
  generator: 'oapi-codegen',

  async missing() {
    const version = await runStep({
      command: 'go',
      args: ['env', 'GOVERSION'],
      env: ENV,
      cwd: SOURCES,
    }).catch(() => []);
    const [, major, minor] = /go(\d+)\.(\d+)/u.exec(version.join(' ')) ?? [];
    if (major === undefined) return 'there is no Go on PATH';
    const isOld = Number(major) === OLDEST[0] && Number(minor) < OLDEST[1];
    return isOld ? `Go is older than ${OLDEST.join('.')}` : null;
  },

  async make({ dir, document, console }) {
    const cwd = join(dir, 'go');
    cpSync(SOURCES, cwd, { recursive: true });
    const go = (...args: readonly string[]) => runStep({ command: 'go', args, env: ENV, cwd });
    console.report('Go: downloading the modules of test/clients/go/go.mod');
    await go('mod', 'download');
    console.report('Go: generating and compiling');
    const warnings = await go('tool', 'oapi-codegen', '-config', 'oapi-codegen.yaml', document);
    if (warnings.length > 0) throw new Error(`oapi-codegen warns:\n${warnings.join('\n')}`);
    await go('vet', './...');
    await go('build', '-o', 'follow-ticket', '.');
    return {
      lines: readFileSync(join(cwd, 'holdfast', 'client.gen.go'), 'utf8').split('\n').length - 1,
      follow: async (account) => {
        await runStep({
          command: join(cwd, 'follow-ticket'),
          args: argumentsOf(account),
          cwd,
          onLine: (line) => console.report(`  ${line}`),
        });
      },
    };
  },
};
