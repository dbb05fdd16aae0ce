/**
 * The floor of `accept`: a bare Koa handler around {@link TwoDocumentStore}. Reads the body as JSON, because the text in it
 * has to be stored; checks nothing, asks nobody who they are, logs nothing, answers as little as a client could use.
 * Arguments: address of its database, port, and `indexed` to have the indexes of Holdfast on its collections.
 */
import Koa from 'koa';
import mongoose from 'mongoose';
import { text } from 'node:stream/consumers';
import { openRepositories } from '../../src/adapters/mongo/repositories.js';
import { TwoDocumentStore } from './two-documents.js';

const [uri = '', port = '0', indexed] = process.argv.slice(2);
if (indexed === 'indexed') {
  const connection = await mongoose.createConnection(uri).asPromise();
  await openRepositories(connection);
  await connection.close();
}
const store = await TwoDocumentStore.open(uri);
const app = new Koa();
app.use(async (ctx) => {
  const number = await store.insert(JSON.parse(await text(ctx.req)));
  ctx.status = 201;
  ctx.body = { number };
});
const server = app.listen(Number(port), '127.0.0.1', () => console.log('floor ready'));
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void store.close().then(() => process.exit(0));
});
