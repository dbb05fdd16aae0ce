import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '../../src/app/operations/seed.js';
import { createHoldfastClient, tokensOf } from '../../src/client/client.js';
import { DevError } from '../../src/dev/dev-error.js';

/** People for the requests that change and erase people. @returns their ids */
export async function makeStrangers(url: string, count: number): Promise<string[]> {
  const login = await createHoldfastClient({ url }).POST('/api/v1/auth/login', {
    body: { email: 'admin@holdfast.local', password: DEMO_PASSWORD },
  });
  if (login.data === undefined) throw new DevError(`The administrator cannot sign in: ${login.error.detail}`);
  const admin = createHoldfastClient({ url, accessToken: tokensOf(login.data).access_token });
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const email = `stranger-${randomUUID()}@holdfast.local`;
    const { data, error } = await admin.POST('/api/v1/users', {
      body: { email, name: 'Stranger', role: 'moderator', password: DEMO_PASSWORD },
    });
    if (data === undefined) throw new DevError(`No person for the fuzzing could be made: ${error.detail}`);
    ids.push(data.id);
  }
  return ids;
}
