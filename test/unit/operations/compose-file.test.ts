import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { environmentSchema, loadConfig } from '../../../src/config/config.js';
import { SEARCH_ATTRIBUTES } from '../../../workflows/contracts/search-attributes.js';
import { composeFaults, parseComposeFile } from '../../support/compose-rules.js';

const text = readFileSync('docker-compose.yml', 'utf8');
const dockerfile = readFileSync('Dockerfile', 'utf8');
const file = parseComposeFile(text);

/** What Compose would put in the place of `${NAME:-default}`; a variable without default becomes `set`. */
function interpolate(value: string): string {
  const innermost = /\$\{\w+(?::-([^{}]*)|:\?[^{}]*)\}/g;
  const next = value.replaceAll(innermost, (_whole, preset?: string) => preset ?? 'set');
  return next === value ? value : interpolate(next);
}

/** What an operator cannot set by the environment of Compose, and why. */
const NOT_PASSED: Readonly<Record<string, string>> = {
  NODE_ENV: 'always production',
  HOST: "the container's; HTTP_BIND says where the host publishes it",
  PORT: "the container's; HTTP_PORT says where the host publishes it",
  METRICS_HOST: "the container's; nothing is published",
  METRICS_PORT: 'named by deploy/prometheus',
  WORKER_METRICS_PORT: 'named by deploy/prometheus',
  MCP_METRICS_PORT: 'named by deploy/prometheus',
  MCP_PORT: "the container's; MCP_HTTP_PORT says where the host publishes it",
  MCP_HEALTH_URL: 'the service mcp',
  HOLDFAST_MCP_URL: 'of a program on the machine of an assistant',
  HOLDFAST_API_KEY: 'of a program on the machine of an assistant',
  CONSOLE_DIR: 'in the image',
  CONSOLE_DEMO_ACCOUNTS: 'production refuses it',
  RATE_LIMIT_DISABLED: 'production refuses it',
  MONGODB_PORT: 'of an embedded server',
  MONGOD_BINARY: 'of an embedded server',
  TEMPORAL_PORT: 'of an embedded server',
  TEMPORAL_BINARY: 'of an embedded server',
  SMTP_PORT: 'of an embedded server',
  INBOX_PORT: 'of an embedded server; here the port of the service inbox',
  HOLDFAST_DATA_DIR: 'of embedded servers',
  HOLDFAST_CACHE_DIR: 'a volume for the embedding model',
};

describe('docker-compose.yml', () => {
  it('has no fault', () => {
    expect(composeFaults(text, { dockerfile })).toEqual([]);
  });

  it('mounts files that exist and starts scripts that exist', () => {
    for (const { volumes = [] } of Object.values(file.services)) {
      for (const volume of volumes.filter((source) => source.startsWith('../'))) {
        expect(existsSync(volume.slice(0, volume.indexOf(':')))).toBe(true);
      }
    }
    const scripts = [...text.matchAll(/\.\/(deploy\/\w+):\/deploy:ro/g)].map(([, folder]) => folder);
    const started = [...text.matchAll(/\/deploy\/([\w-]+\.\w+)/g)].map(([, name]) => name);
    for (const name of started) {
      expect(scripts.some((folder) => existsSync(`${folder}/${name}`))).toBe(true);
    }
  });

  it('gives API and worker only variables that Holdfast reads, and a production configuration', () => {
    for (const name of ['api', 'worker']) {
      const environment = file.services[name]?.environment ?? {};
      expect(Object.keys(environmentSchema.shape)).toEqual(expect.arrayContaining(Object.keys(environment)));
      expect(environment['NODE_ENV']).toBe('production');
      for (const needed of ['MONGODB_URI', 'TEMPORAL_ADDRESS', 'PUBLIC_URL', 'JWT_SECRET']) {
        expect(interpolate(environment[needed] ?? '')).not.toBe('');
      }
    }
  });

  it('passes every other variable on, and one that is not set leaves the default of Holdfast', () => {
    const environment = file.services['worker']?.environment ?? {};
    const passed = Object.entries(environment).filter(([name, value]) => value.startsWith(`\${${name}:`));
    const names = [...passed.map(([name]) => name), ...Object.keys(NOT_PASSED)];
    expect(names.sort()).toEqual(Object.keys(environmentSchema.shape).sort());

    const required = ['JWT_SECRET', 'PUBLIC_URL', 'MONGODB_URI', 'TEMPORAL_ADDRESS'];
    const own = {
      NODE_ENV: 'production',
      JWT_SECRET: 'a-secret-of-this-test-0123456789abcdef',
      PUBLIC_URL: 'https://desk.example',
      MONGODB_URI: 'mongodb://db',
      TEMPORAL_ADDRESS: 'temporal:7233',
      TEMPORAL_METRICS_ADDRESS: '0.0.0.0:9464',
    };
    const unset = passed
      .filter(([name]) => !required.includes(name))
      .map(([name, value]) => [name, interpolate(value)]);
    expect(loadConfig({ ...own, ...Object.fromEntries(unset) })).toEqual(loadConfig(own));
  });

  it('registers the search attributes that the workflows set', () => {
    const registered = file.services['temporal-setup']?.environment?.['SEARCH_ATTRIBUTES'];
    expect(registered?.split(' ')).toEqual([...SEARCH_ATTRIBUTES]);
  });

  it('sets the same Temporal version everywhere', () => {
    expect(file.services['temporal-schema']?.image).toBe(file.services['temporal-setup']?.image);
    const versions = ['temporal', 'temporal-schema'].map((name) => file.services[name]?.image.split(':')[1]);
    expect(new Set(versions).size).toBe(1);
  });
});

/** Each takes one thing from the real file and breaks it; a rule that lets it pass guards nothing. */
const breakages: readonly { what: string; from: string; to: string; fault: RegExp }[] = [
  { what: 'a misspelt key', from: 'stop_grace_period: 30s', to: 'stop_grace: 30s', fault: /stop_grace\)/ },
  {
    what: 'Grafana for everybody',
    from: 'GF_SECURITY_ADMIN_USER: admin',
    to: "GF_AUTH_ANONYMOUS_ENABLED: 'true'",
    fault: /grafana: lets people in without a password/,
  },
  { what: 'a time without unit', from: 'interval: 30s', to: "interval: '30'", fault: /interval: must match/ },
  {
    what: 'the deprecated image',
    from: 'temporalio/server:1.31.0',
    to: 'temporalio/auto-setup:1.31.0',
    fault: /temporal: auto-setup/,
  },
  {
    what: 'an image without version',
    from: 'postgres:16.13-bookworm@',
    to: 'postgres:latest@',
    fault: /not pinned/,
  },
  {
    what: 'an image without digest',
    from: '@sha256:63805ebb8d2b3920190daf1cb14a60871b16fd38bed42b857a3182bc621f4996',
    to: '',
    fault: /not pinned/,
  },
  {
    what: 'a secret in the open',
    from: 'POSTGRES_PWD: ${TEMPORAL_DB_PASSWORD:?is needed, make one with openssl rand -hex 24}',
    to: 'POSTGRES_PWD: temporal',
    fault: /temporal: POSTGRES_PWD holds a literal secret/,
  },
  {
    what: 'a secret with a default',
    from: 'JWT_SECRET: ${JWT_SECRET:?',
    to: 'JWT_SECRET: ${JWT_SECRET:-',
    fault: /worker: JWT_SECRET holds a literal secret/,
  },
  {
    what: 'a password inside a URL',
    from: 'mongodb://holdfast:${MONGO_APP_PASSWORD:?is needed, make one with openssl rand -hex 24}@',
    to: 'mongodb://holdfast:holdfast@',
    fault: /api: MONGODB_URI holds a literal secret/,
  },
  {
    what: 'a default with a literal password inside a URL',
    from: '${MONGODB_URI:-mongodb://holdfast:${MONGO_APP_PASSWORD:?is needed, make one with openssl rand -hex 24}@',
    to: '${MONGODB_URI:-mongodb://holdfast:holdfast@',
    fault: /api: MONGODB_URI holds a literal secret/,
  },
  {
    what: 'a variable without default or message within a default',
    from: 'holdfast:${MONGO_APP_PASSWORD:?is needed, make one with openssl rand -hex 24}@',
    to: 'holdfast:${MONGO_APP_PASSWORD}@',
    fault: /\$\{MONGO_APP_PASSWORD\} has neither/,
  },
  {
    what: 'a variable without default or message',
    from: '${LOG_LEVEL:-info}',
    to: '${LOG_LEVEL}',
    fault: /\$\{LOG_LEVEL\} has neither/,
  },
  {
    what: 'a service without health check',
    from: "restart: 'no'",
    to: 'restart: unless-stopped',
    fault: /mongo-setup: has no health check/,
  },
  {
    what: 'waiting for the end of a server',
    from: 'temporal: { condition: service_healthy }',
    to: 'temporal: { condition: service_completed_successfully }',
    fault: /waits for the end of temporal, which does not end/,
  },
  {
    what: 'waiting for the health of a job',
    from: 'mongo-setup: { condition: service_completed_successfully }',
    to: 'mongo-setup: { condition: service_healthy }',
    fault: /api: waits for the health of mongo-setup, which has none/,
  },
  {
    what: 'waiting for nobody',
    from: 'temporal-schema: { condition',
    to: 'temporal-tables: { condition',
    fault: /depends on temporal-tables, which is not there/,
  },
  {
    what: 'an undeclared volume',
    from: '  mongo-config:\n  temporal-data:',
    to: '  mongo-config:',
    fault: /temporal-db: temporal-data:\S+ is not a named volume/,
  },
  {
    what: 'a folder of the host as volume',
    from: 'mongo-data:/data/db',
    to: './data:/data/db',
    fault: /mongo: \.\/data:\S+ is not a named volume/,
  },
  {
    what: 'the Web UI open to all',
    from: "'127.0.0.1:${TEMPORAL_UI_PORT:-8233}:8080'",
    to: "'${TEMPORAL_UI_PORT:-8233}:8080'",
    fault: /temporal-ui: \S+ is published beyond this host/,
  },
];

describe('the rules for it notice', () => {
  it.each(breakages)('$what', ({ from, to, fault }) => {
    expect(text).toContain(from);
    expect(
      composeFaults(
        text.replace(from, () => to),
        { dockerfile },
      ).join('\n'),
    ).toMatch(fault);
  });

  it('an API whose image has lost its health check', () => {
    const withoutCheck = dockerfile.replace('HEALTHCHECK ', 'HEALTHCHECK NONE ');
    expect(composeFaults(text, { dockerfile: withoutCheck })).toEqual(['api: has no health check']);
  });
});
