/** `npm run create-admin`: makes the first administrator of a new installation, from the shell. */
import { SYSTEM_ACTOR } from '../domain/access/actor.js';
import { parseArgs } from 'node:util';
import { uuidv7 } from 'uuidv7';
import { Argon2Hasher } from '../adapters/auth/argon2-hasher.js';
import { commonPasswords } from '../adapters/auth/common-passwords.js';
import { DerivedSecrets } from '../adapters/auth/derived-secrets.js';
import { connectMongo } from '../adapters/mongo/kit/connection.js';
import { openRepositories } from '../adapters/mongo/repositories.js';
import { createPerson } from '../app/accounts/create-person.js';
import { loadConfig } from '../config/config.js';
import { isEmailAddress } from '../domain/email-address.js';
import { singleLine } from '../domain/single-line.js';
import { CommandError, runCommand } from './support/run-command.js';

const HELP = `Creates an administrator and prints a link to choose a password. The link is valid for a week and is mailed as well.

npm run create-admin -- --email <address> [--name <name>]`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: { email: { type: 'string' }, name: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const email = values.email?.trim().toLowerCase() ?? '';
  if (!isEmailAddress(email)) throw new CommandError(`An e-mail address is required.\n\n${HELP}`);
  const config = loadConfig();
  const connection = await connectMongo(config.mongo.uri);
  try {
    const { users, organisations, teams, codes } = await openRepositories(connection);
    const clock = { now: () => new Date() };
    const hasher = new Argon2Hasher();
    const deps = { users, organisations, teams, hasher, commonPasswords, clock, newId: () => uuidv7() };
    const person = { email, name: singleLine(values.name ?? 'Administrator'), role: 'admin' } as const;
    const { id } = await createPerson(deps, { actor: SYSTEM_ACTOR, address: null }, person, deps.newId());
    const [code] = await codes.live(id, ['password_reset'], clock.now());
    if (code === undefined)
      throw new CommandError('The account exists, but its link has expired. Request a password reset.');
    const token = new DerivedSecrets(config.auth.jwtSecret).token(code.id);
    console.log(`${email} is an administrator now. Choose a password within a week:\n`);
    console.log(`  ${config.http.publicUrl}/reset-password/${token}\n`);
    return 0;
  } finally {
    await connection.close();
  }
});
