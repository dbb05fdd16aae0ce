import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

interface ComposeService {
  readonly image: string;
  readonly build?: string;
  readonly restart: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: object;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** What the rules need to know besides the Compose file. */
interface Surroundings {
  /** The Dockerfile of the services that are built here. */
  readonly dockerfile: string;
}

const validate = new Ajv2020({ allErrors: true, strictTuples: false }).compile(
  JSON.parse(readFileSync('test/support/compose-file.schema.json', 'utf8')),
);

/** An assignment to one of these is a secret, or has one in it. */
const SECRET_NAME = /(SECRET|PASSWORD|PWD|_KEY|TOKEN|_URI|SMTP_URL)$/;

/** `${NAME}`, `${NAME:-default}` or `${NAME:?message}`, also within a default; `$$` stands for a dollar sign. */
const VARIABLE = /(?<!\$)\$(?:\{(?=([A-Z0-9_]+)([^}]*)\})|([A-Za-z_]\w*))/g;

/** Reads a Compose file as Compose does, merge keys and all, but leaves its variables as they stand. */
export function parseComposeFile(text: string): ComposeFile {
  return parse(text, { merge: true });
}

/** Everything that is wrong with a Compose file: its form by the schema first, and when that is well the house rules. */
export function composeFaults(text: string, surroundings: Surroundings): string[] {
  const file = parseComposeFile(text);
  if (!validate(file)) {
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const key = 'additionalProperty' in params ? ` (${String(params['additionalProperty'])})` : '';
      return `${instancePath}: ${message ?? 'is invalid'}${key}`;
    });
  }
  return [
    ...variableFaults(text),
    ...Object.entries(file.services).flatMap(([name, service]) =>
      [
        ...imageFaults(service),
        ...healthFaults(service, surroundings),
        ...secretFaults(service),
        ...anonymityFaults(service),
        ...portFaults(name, service),
        ...mountFaults(service, file),
        ...dependencyFaults(service, file, surroundings),
      ].map((fault) => `${name}: ${fault}`),
    ),
  ];
}

function variableFaults(text: string): string[] {
  const code = text.replaceAll(/^\s*#.*$/gm, '');
  return [...code.matchAll(VARIABLE)]
    .filter(([, , rest]) => rest === undefined || !/^:(-|\?.)/.test(rest))
    .map(([, braced, , bare]) => `\${${braced ?? bare}} has neither a default (:-) nor a message (:?)`);
}

function imageFaults({ image, build }: ComposeService): string[] {
  if (image.includes('auto-setup')) return ['auto-setup is deprecated'];
  if (build === undefined && !/:v?\d[\w.-]*@sha256:[\da-f]{64}$/.test(image)) {
    return [`${image} is not pinned to a version and its digest`];
  }
  return [];
}

const isJob = ({ restart }: ComposeService): boolean => restart === 'no';

function isChecked(service: ComposeService, { dockerfile }: Surroundings): boolean {
  return (
    service.healthcheck !== undefined ||
    (service.build !== undefined && /^HEALTHCHECK (?!NONE)/m.test(dockerfile))
  );
}

function healthFaults(service: ComposeService, surroundings: Surroundings): string[] {
  if (isJob(service)) return service.healthcheck === undefined ? [] : ['a job ends and has no health'];
  return isChecked(service, surroundings) ? [] : ['has no health check'];
}

/** The whole value, or the password's place in a URL (which may be a default), must be a variable without default, or with an empty one. */
function secretFaults({ environment = {} }: ComposeService): string[] {
  return Object.entries(environment)
    .filter(([name]) => SECRET_NAME.test(name))
    .filter(([, value]) => !/^((\$\{\w+:-)?\w+:\/\/\w+:)?\$\{\w+(:\?[^}]+|:-)\}/.test(value))
    .map(([name]) => `${name} holds a literal secret`);
}

function anonymityFaults({ environment = {} }: ComposeService): string[] {
  return environment['GF_AUTH_ANONYMOUS_ENABLED'] === 'true' ? ['lets people in without a password'] : [];
}

/** To this host only; the addresses of the API and the MCP server can be changed, knowingly. */
function portFaults(name: string, { ports = [] }: ComposeService): string[] {
  const allowed = name === 'api' || name === 'mcp' ? /^\$\{HTTP_BIND:-127\.0\.0\.1\}:/ : /^127\.0\.0\.1:/;
  return ports.filter((port) => !allowed.test(port)).map((port) => `${port} is published beyond this host`);
}

/** A source is a named volume that is declared, or a folder of ours, mounted read-only. */
function mountFaults({ volumes = [], networks }: ComposeService, file: ComposeFile): string[] {
  return [
    ...volumes
      .filter((volume) => !/^\.\/deploy\/[^:]+:[^:]+:ro$/.test(volume))
      .filter((volume) => !(volume.slice(0, volume.indexOf(':')) in file.volumes))
      .map((volume) => `${volume} is not a named volume`),
    ...networks.filter((network) => !(network in file.networks)).map((network) => `no network ${network}`),
  ];
}

function dependencyFaults(service: ComposeService, file: ComposeFile, surroundings: Surroundings): string[] {
  return Object.entries(service.depends_on ?? {}).flatMap(([name, { condition }]) => {
    const target = file.services[name];
    if (target === undefined) return [`depends on ${name}, which is not there`];
    if (condition === 'service_completed_successfully') {
      return isJob(target) ? [] : [`waits for the end of ${name}, which does not end`];
    }
    return !isJob(target) && isChecked(target, surroundings)
      ? []
      : [`waits for the health of ${name}, which has none`];
  });
}
