import { portOrAnother, type PortWish } from './servers/ports.js';

/** Metrics settings of the environment; undefined if not set. */
interface MetricsSettings {
  readonly host: string;
  readonly ports: { readonly api: number | undefined; readonly worker: number | undefined };
  /** Address of the Temporal SDK's metrics: host and port. */
  readonly sdkAddress: string | undefined;
}

/** The usual ones, which deploy/prometheus names. */
const API_PORT = 9400;
const WORKER_PORT = 9401;
const SDK_ADDRESS = '127.0.0.1:9464';

/**
 * Ports for Prometheus: those configured, otherwise the default ones, or any free ones if those are taken.
 */
export async function metricsPorts({ host, ports, sdkAddress }: MetricsSettings): Promise<PortWish[]> {
  const api = ports.api ?? (await portOrAnother(API_PORT));
  const worker = ports.worker ?? (await portOrAnother(WORKER_PORT));
  const [sdkHost, sdkPort] = hostAndPort(sdkAddress ?? SDK_ADDRESS);
  return [
    { host, port: api, service: 'API', variable: 'METRICS_PORT' },
    { host, port: worker, service: 'worker', variable: 'WORKER_METRICS_PORT' },
    {
      host: sdkHost,
      port: sdkAddress === undefined ? await portOrAnother(sdkPort) : sdkPort,
      service: "Temporal's SDK",
      variable: 'TEMPORAL_METRICS_ADDRESS',
    },
  ];
}

/** Environment variables that pass the ports to the API and the worker. */
export function metricsEnvironment(wishes: readonly PortWish[]): NodeJS.ProcessEnv {
  return Object.fromEntries(
    wishes.map(({ variable, host, port }) => [
      variable,
      variable === 'TEMPORAL_METRICS_ADDRESS' ? `${host}:${port}` : String(port),
    ]),
  );
}

function hostAndPort(address: string): [string, number] {
  const colon = address.lastIndexOf(':');
  return [address.slice(0, colon), Number(address.slice(colon + 1))];
}
