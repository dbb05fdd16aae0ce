import { it } from '@jest/globals';
import { connectLazily } from '../../src/adapters/temporal/connect.js';
import { connectMongo } from '../../src/adapters/mongo/connection.js';
import { TemporalWorkflowGateway } from '../../src/adapters/temporal/workflow-gateway.js';
import { Argon2Hasher } from '../../src/adapters/auth/argon2-hasher.js';
import { SmtpMailer } from '../../src/adapters/mail/smtp-mailer.js';
it('x', async () => {
  const connection = connectLazily({ address: process.env['HOLDFAST_TEST_TEMPORAL_ADDRESS']!, namespace: 'default', tls: false, apiKey: undefined }); // T
  const c = await connectMongo(process.env['HOLDFAST_TEST_MONGODB_URI']!.replace(/\/(\?|$)/, '/zz$1'));
  new TemporalWorkflowGateway({ connection, namespace: 'default', taskQueue: 'x', startsEagerly: false }); // T
  new Argon2Hasher(); // A
  await c.close();
  await connection.close(); // T
});
