import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { freePorts } from '../../src/dev/servers/ports.js';
import { startTemporal } from '../../src/dev/servers/temporal.js';
import { waitFor } from '../support/wait-for.js';
import { tempDir } from './fixtures/temp-dir.js';

const binary = process.env['HOLDFAST_TEST_TEMPORAL_BINARY'];

(binary === undefined ? describe.skip : describe)('startTemporal', () => {
  const operator = async (address: string, ...args: string[]): Promise<string> =>
    (await promisify(execFile)(binary!, ['operator', ...args, '--address', address])).stdout;

  it('keeps its data over a kill -9 and a restart on another port', async () => {
    const dataDir = tempDir();
    const [firstPort = 0, secondPort = 0] = await freePorts(2);

    const first = await startTemporal({ binary: binary!, port: firstPort, dataDir });
    await operator(first.address, 'namespace', 'create', '--namespace', 'kept');
    first.kill();
    await first.exited;

    const second = await startTemporal({ binary: binary!, port: secondPort, dataDir });
    await expect(operator(second.address, 'namespace', 'describe', '--namespace', 'kept')).resolves.toContain(
      'kept',
    );
    await second.stop();
  });

  it('gives the Web UI the address of the codec', async () => {
    const [port = 0, uiPort = 0] = await freePorts(2);
    const codecEndpoint = 'http://127.0.0.1:3000/temporal/codec';
    const server = await startTemporal({ binary: binary!, port, uiPort, codecEndpoint, dataDir: tempDir() });
    const settings = await waitFor('the Web UI', async () => {
      const answer = await fetch(`${server.uiUrl}/api/v1/settings`).catch(() => undefined);
      return (await answer?.json()) as any;
    });
    expect(settings.Codec.Endpoint).toBe(codecEndpoint);
    await server.stop();
  });

  it('registers search attributes that a kept database does not know yet', async () => {
    const dataDir = tempDir();
    const [firstPort = 0, secondPort = 0] = await freePorts(2);

    const first = await startTemporal({ binary: binary!, port: firstPort, dataDir });
    await operator(first.address, 'search-attribute', 'remove', '--name', 'SlaState', '--yes');
    await first.stop();

    const second = await startTemporal({ binary: binary!, port: secondPort, dataDir });
    await expect(operator(second.address, 'search-attribute', 'list')).resolves.toMatch(/SlaState\s+Keyword/);
    await second.stop();
  });
});
