import { describe, expect, it } from '@jest/globals';
import { freePorts } from '../../src/dev/servers/ports.js';
import { checkReachable, hostsOf } from '../../src/dev/servers/reachable.js';

describe('hostsOf', () => {
  it.each([
    [
      'mongodb://me:p%40ss@a:1,b/db?replicaSet=x',
      [
        ['a', 1],
        ['b', 27017],
      ],
    ],
    ['temporal.example:7234', [['temporal.example', 7234]]],
    ['temporal.example', [['temporal.example', 7233]]],
    ['smtps://user:secret@mail.example', [['mail.example', 465]]],
    ['smtp://[::1]:1025', [['::1', 1025]]],
    ['mongodb+srv://me:secret@cluster.example/db', []],
  ])('reads %s', (address, expected) => {
    expect(hostsOf(address).map(({ host, port }) => [host, port])).toEqual(expected);
  });
});

describe('checkReachable', () => {
  it('names the variable and the address, but no password, when nothing answers', async () => {
    const [port = 0] = await freePorts(1);
    await expect(
      checkReachable('MONGODB_URI', `mongodb://me:secret@127.0.0.1:${port}/holdfast`),
    ).rejects.toThrow(
      `MONGODB_URI is set to mongodb://127.0.0.1:${port}/holdfast, but nothing answers there. Start it, or unset MONGODB_URI.`,
    );
  });
});
