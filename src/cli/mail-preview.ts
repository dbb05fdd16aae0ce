/**
 * `npm run mail-preview [-- --port <n>]`: shows a sample of every mail in every language, as it would be sent.
 */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { pageAt } from './mail-preview/pages.js';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });

const server = createServer(({ url = '/' }, response) => {
  const page = pageAt(new URL(url, 'http://localhost').pathname);
  response.writeHead(page === null ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page ?? 'This mail does not exist.');
});

server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  console.log(`The mails are at http://127.0.0.1:${port}/ until you press Ctrl+C.`);
});
