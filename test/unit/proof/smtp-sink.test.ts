import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { startSmtpSink } from '../../support/servers/smtp-sink.js';

async function breakOffMail(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'data');
  for (const line of ['EHLO client', 'MAIL FROM:<a@example.org>', 'RCPT TO:<b@example.org>']) {
    socket.write(`${line}\r\n`);
    await once(socket, 'data');
  }
  socket.resetAndDestroy();
  await once(socket, 'close');
}

it('the sink continues when clients disconnect within a mail', async () => {
  const sink = await startSmtpSink();
  await breakOffMail(sink.port);
  await breakOffMail(sink.port);

  const transport = createTransport({ host: '127.0.0.1', port: sink.port, secure: false, ignoreTLS: true });
  await transport.sendMail({ from: 'a@example.org', to: 'b@example.org', subject: 'whole', text: 'x' });
  expect((await sink.received(1)).map(({ subject }) => subject)).toEqual(['whole']);
  transport.close();
  await sink.close();
});
