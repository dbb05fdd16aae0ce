import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, describe, expect, it } from '@jest/globals';
import { metricsEnvironment, metricsPorts } from '../../src/dev/metrics-ports.js';
import { checkPorts, freePorts, portOrAnother } from '../../src/dev/servers/ports.js';

const host = '127.0.0.1';

const [taken, other] = [createServer(), createServer()].map((server) => server.listen(0, host));
const portOf = async (server: typeof taken): Promise<number> => {
  if (server!.address() === null) await once(server!, 'listening');
  return (server!.address() as { port: number }).port;
};
afterAll(() => [taken, other].forEach((server) => server!.close()));

describe('a port without a setting', () => {
  it('is another one if the port is taken', async () => {
    const [free = 0] = await freePorts(1);
    expect(await portOrAnother(free)).toBe(free);
    const port = await portOf(taken);
    expect([port, 0]).not.toContain(await portOrAnother(port));
  });
});

describe('the ports for Prometheus', () => {
  it('are those that the environment names, and what has none gets one of its own', async () => {
    const settings = { host, ports: { api: 4100, worker: 4101 }, sdkAddress: '0.0.0.0:4164' };
    expect(metricsEnvironment(await metricsPorts(settings))).toEqual({
      METRICS_PORT: '4100',
      WORKER_METRICS_PORT: '4101',
      TEMPORAL_METRICS_ADDRESS: '0.0.0.0:4164',
    });
    const unset = await metricsPorts({
      host,
      ports: { api: undefined, worker: undefined },
      sdkAddress: undefined,
    });
    await checkPorts(unset);
    expect(unset.map(({ service }) => service)).toEqual(['API', 'worker', "Temporal's SDK"]);
    expect(metricsEnvironment(unset)['TEMPORAL_METRICS_ADDRESS']).toMatch(/^127\.0\.0\.1:\d+$/u);
  });
});

describe('checkPorts', () => {
  it('names every taken port with its service and the variable that moves it', async () => {
    const [first, second, [free = 0]] = [await portOf(taken), await portOf(other), await freePorts(1)];
    const wishes = [
      { host, port: first, service: 'Temporal', variable: 'TEMPORAL_PORT' },
      { host, port: free, service: 'SMTP', variable: 'SMTP_PORT' },
      { host, port: second, service: 'API', variable: 'PORT' },
    ];
    await expect(checkPorts(wishes)).rejects.toThrow(
      `Port ${first} is taken (Temporal). Stop what uses it or set TEMPORAL_PORT.\n` +
        `Port ${second} is taken (API). Stop what uses it or set PORT.`,
    );
  });

  it('notices one port meant for two', async () => {
    const [port = 0] = await freePorts(1);
    const wishes = ['PORT', 'INBOX_PORT'].map((variable) => ({ host, port, service: 'x', variable }));
    await expect(checkPorts(wishes)).rejects.toThrow(`PORT and INBOX_PORT both use port ${port}.`);
  });

  it('leaves free ports free', async () => {
    const [port = 0] = await freePorts(1);
    const wishes = [{ host, port, service: 'API', variable: 'PORT' }];
    await checkPorts(wishes);
    await checkPorts(wishes);
  });
});
