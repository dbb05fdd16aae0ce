import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { withPeople } from '../../support/api/people.js';
import { scriptArgs } from '../../support/processes/script-args.js';

const people = withPeople();
const run = promisify(execFile);

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function createAdmin(...args: string[]): Promise<Outcome> {
  const { config } = people.holdfast;
  const options = {
    env: { ...process.env, MONGODB_URI: config.mongo.uri, NODE_OPTIONS: '' },
    timeout: 120_000,
  };
  try {
    return {
      code: 0,
      ...(await run(process.execPath, [...scriptArgs('src/cli/create-admin.ts'), ...args], options)),
    };
  } catch (error) {
    return error as Outcome;
  }
}

describe('npm run create-admin', () => {
  it('creates an administrator, who chooses a password by the printed link', async () => {
    const { code, stdout } = await createAdmin('--email', 'Root@example.org', '--name', 'Root');
    expect(code).toBe(0);
    const token = /\/reset-password\/(\S+)/u.exec(stdout)![1]!;
    const password = 'the password of root';
    const reset = await people.nobody.post('/api/v1/auth/reset-password', { token, password });
    expect(reset.status).toBe(204);
    const login = await people.nobody.post('/api/v1/auth/login', { email: 'root@example.org', password });
    expect(login.body.user).toMatchObject({ name: 'Root', role: 'admin' });
  });

  it('says in one line what is wrong', async () => {
    const [taken, none] = [await createAdmin('--email', 'bob@holdfast.local'), await createAdmin()];
    expect([taken.code, taken.stderr.trim()]).toEqual([
      1,
      'An account with this e-mail address already exists.',
    ]);
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('An e-mail address is required.')]);
  });
});
