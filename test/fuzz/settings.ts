import { fileURLToPath } from 'node:url';
import { ABOUT_A_STRANGER, CHECKS, EXCLUDED, MAY_REFUSE } from './plan.js';

const HOOKS = fileURLToPath(new URL('./hooks.py', import.meta.url));

export interface FuzzSettings {
  readonly email: string;
  readonly password: string;
  readonly seed: number;
  /** Of each phase, for each operation. */
  readonly maxExamples: number;
  /** The id of a person who may be changed and erased, for each operation that does. */
  readonly strangers: readonly string[];
}

/** The answers that right input may get: a success, or a no that depends on who asks and on what is there. */
const GOOD = ['2xx', '3xx', 401, 403, 404, 409, 412, 428, 429];
/** Schemathesis 4.32 puts a wrong header into some of the requests that its coverage phase then takes for right. */
const MIXED_UP = [400];
/** The answers that wrong input may get; some are decided before the input is looked at. */
const BAD = [400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 428];

/** A schemathesis.toml. Its strings, numbers and lists are written as in JSON. */
export function toToml({ email, password, seed, maxExamples, strangers }: FuzzSettings): string {
  const login = {
    path: '/api/v1/auth/login',
    method: 'post',
    payload: { email, password },
    extract_from: 'body',
    extract_selector: '/access_token',
  };
  return [
    `seed = ${seed}`,
    // One after the other, so that a seed does the same each time.
    'workers = 1',
    'continue-on-failure = true',
    'request-timeout = 30.0',
    'warnings = false',
    `hooks = ${JSON.stringify(HOOKS)}`,
    `generation = { database = "none", allow-x00 = true, max-examples = ${maxExamples} }`,
    '[checks]',
    'enabled = false',
    ...CHECKS.map((check) => `${check}.enabled = true`),
    accepting(GOOD),
    `negative_data_rejection.expected-statuses = ${JSON.stringify(BAD)}`,
    `[phases.coverage.checks]`,
    accepting([...GOOD, ...MIXED_UP]),
    '[auth.dynamic.openapi]',
    `bearer = ${inline(login)}`,
    ...EXCLUDED.flatMap(({ operation, reason }) => [
      `[[operations]] # ${reason}`,
      `include-name = ${JSON.stringify(operation)}`,
      'enabled = false',
    ]),
    ...ABOUT_A_STRANGER.flatMap(({ operation, parameter }, index) => [
      '[[operations]]',
      `include-name = ${JSON.stringify(operation)}`,
      `parameters = { ${JSON.stringify(`path.${parameter}`)} = ${JSON.stringify(strangers[index])} }`,
    ]),
    ...MAY_REFUSE.flatMap(({ operation, reason, status = 422 }) => [
      `[[operations]] # ${reason}`,
      `include-name = ${JSON.stringify(operation)}`,
      `checks.${accepting([...GOOD, status].flat())}`,
      `phases.coverage.checks.${accepting([...GOOD, ...MIXED_UP, status].flat())}`,
    ]),
    '',
  ].join('\n');
}

function accepting(statuses: readonly (string | number)[]): string {
  return `positive_data_acceptance.expected-statuses = ${JSON.stringify(statuses)}`;
}

function inline(value: object): string {
  const pairs = Object.entries(value).map(
    ([key, each]) =>
      `${key} = ${typeof each === 'object' && each !== null ? inline(each) : JSON.stringify(each)}`,
  );
  return `{ ${pairs.join(', ')} }`;
}
