import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reasonOf } from '../../src/dev/dev-error.js';
import { checkPython, findPythonTool, type PythonTool } from '../support/python-tool.js';
import { argumentsOf, runStep, type GeneratedClient } from './client.js';

const SOURCES = fileURLToPath(new URL('./python', import.meta.url));

const GENERATOR: PythonTool = {
  name: 'openapi-python-client',
  requirements: join(SOURCES, 'requirements.txt'),
  entry: 'from openapi_python_client.cli import app; app()',
  python: [3, 11],
  megabytes: 80,
};

export const pythonClient: GeneratedClient = {
  language: 'Python',
  generator: GENERATOR.name,

  async missing() {
    return checkPython(GENERATOR).then(() => null, reasonOf);
  },

  async make({ dir, document, cacheDir, console }) {
    const { command, args, env } = await findPythonTool(GENERATOR, cacheDir, console);
    const made = join(dir, 'python', 'holdfast_client');
    console.report('Python: generating and compiling');
    await runStep({
      command,
      args: [
        ...[...args, 'generate', '--path', document, '--output-path', made],
        ...['--meta', 'none', '--config', join(SOURCES, 'generator.yaml'), '--fail-on-warning'],
      ],
      env,
      cwd: dir,
    });
    await runStep({ command, args: ['-m', 'compileall', '-q', made], env, cwd: dir });
    // Where the packages are in a directory of their own, they stay on the path.
    const path = [join(dir, 'python'), env['PYTHONPATH'] ?? []].flat().join(':');
    return {
      lines: linesIn(made),
      follow: async (account) => {
        await runStep({
          command,
          args: ['-u', join(SOURCES, 'follow_ticket.py'), ...argumentsOf(account)],
          env: { ...env, PYTHONPATH: path },
          cwd: dir,
          onLine: (line) => console.report(`  ${line}`),
        });
      },
    };
  },
};

function linesIn(dir: string): number {
  const files = readdirSync(dir, { withFileTypes: true, recursive: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.py'),
  );
  return files
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8').split('\n').length - 1)
    .reduce((sum, lines) => sum + lines, 0);
}
