/** `npm run mail-preview`: shows a sample of every mail in every language, as it would be sent. */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { pageAt } from './mail-preview/pages.js';

const HELP = `Shows a sample of every mail in every language, as it would be sent, on a page of this machine.

npm run mail-preview -- [options]
  --port <number>  port of 127.0.0.1, 0 to 65535 (default: 0, a free one)
  --help           this text`;

const port = readPort();
if (port !== null) serve(port);

/** Null where the help was asked for. */
function readPort(): number | null {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '0' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    console.log(HELP);
    return null;
  }
  const value = /^\d+$/u.test(values.port) ? Number(values.port) : Number.NaN;
  if (value <= 65_535) return value;
  console.error('--port must be a whole number from 0 to 65535.');
  process.exitCode = 1;
  return null;
}

function serve(at: number): void {
  const server = createServer(({ url = '/' }, response) => {
    const page = pageAt(new URL(url, 'http://localhost').pathname);
    response.writeHead(page === null ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(page ?? 'This mail does not exist.');
  });

  server.listen(at, '127.0.0.1', () => {
    const address = server.address();
    const used = typeof address === 'object' && address !== null ? address.port : 0;
    console.log(`The mails are at http://127.0.0.1:${used}/ until you press Ctrl+C.`);
  });
}
