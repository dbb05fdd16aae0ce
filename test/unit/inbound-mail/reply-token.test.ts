import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DerivedSecrets } from '../../../src/adapters/auth/derived-secrets.js';
import { replyAddressIn, replyAddressOf } from '../../../src/app/mail/reply-address.js';
import type { InboundRules } from '../../../src/domain/inbound-mail/inbound-rules.js';
import { loadConfig } from '../../../src/config/config.js';

const inbound = (replyAddress: string | null): InboundRules => ({
  replyAddress,
  ours: [],
  receives: [],
  acceptsStrangers: true,
  trustedServers: [],
  holdsUnproven: false,
  unprovenReceiptsPerHour: 60,
});
const deps = (replyAddress: string | null = 'reply@desk.example', secret = 'a secret') => ({
  mailedSecrets: new DerivedSecrets(secret),
  inbound: inbound(replyAddress),
});
/** @param current the generation of everybody's secrets that is good */
const found = (parts: ReturnType<typeof deps>, addresses: readonly string[], current = 0) =>
  replyAddressIn(
    {
      ...parts,
      secretGenerations: {
        current: () => Promise.resolve(current),
        currentOfEach: (holders) => Promise.resolve(holders.map(() => current)),
      },
    },
    addresses,
  );
const BINDING = { ticketNumber: 'TKT-2026-000042', personId: '01890a5d-ac96-774b-bcce-b302099a8057' };

describe('a reply address', () => {
  const binding = fc.record({
    ticketNumber: fc
      .tuple(fc.integer({ min: 2000, max: 2255 }), fc.integer({ min: 0, max: 0xffff_ffff }))
      .map(([year, sequence]) => `TKT-${year}-${String(sequence).padStart(6, '0')}`),
    personId: fc.uuid(),
  });

  it('says of any ticket and person which they are, in any case, and in 64 characters', async () => {
    await fc.assert(
      fc.asyncProperty(binding, async (each) => {
        const address = replyAddressOf(deps(), each)!;
        expect(address.indexOf('@')).toBeLessThanOrEqual(64);
        expect(address).toBe(address.toLowerCase());
        const good = { binding: each, isEnded: false };
        expect(await found(deps(), ['someone@else.example', address])).toEqual(good);
        expect(await found(deps(), [address.toUpperCase().toLowerCase()])).toEqual(good);
      }),
    );
  });

  it('cannot be made of another, nor without the secret', async () => {
    const address = replyAddressOf(deps(), BINDING)!;
    expect(await found(deps('reply@desk.example', 'another'), [address])).toBeNull();
    expect(await found(deps('other@desk.example'), [address])).toBeNull();
    expect(await found(deps(null), [address])).toBeNull();
    const [begin, end] = [address.indexOf('+') + 1, address.indexOf('@')];
    for (let at = begin; at < end - 1; at += 1) {
      const changed = `${address.slice(0, at)}${address[at] === 'a' ? 'b' : 'a'}${address.slice(at + 1)}`;
      expect(await found(deps(), [changed])).toBeNull();
    }
    for (const noise of ['reply@desk.example', 'reply+@desk.example', 'reply+x@desk.example', '', '+@']) {
      expect(await found(deps(), [noise])).toBeNull();
    }
  });

  it('ends with its generation, which its mark tells, and the next mail has another', async () => {
    const [first, second] = [0, 1].map((generation) => replyAddressOf(deps(), BINDING, generation)!);
    expect(second).not.toBe(first);
    expect(second).toHaveLength(first!.length);
    expect(await found(deps(), [first!], 1)).toEqual({ binding: BINDING, isEnded: true });
    expect(await found(deps(), [second!], 1)).toEqual({ binding: BINDING, isEnded: false });
    expect(await found(deps(), [second!], 7)).toEqual({ binding: BINDING, isEnded: true });
    expect(await found(deps(), [second!], 0)).toBeNull();
  });

  it('is not there without one to begin with, nor for ids that do not fit', () => {
    expect(replyAddressOf(deps(null), BINDING)).toBeNull();
    expect(replyAddressOf(deps(), { ...BINDING, personId: 'alice' })).toBeNull();
    expect(replyAddressOf(deps(), { ...BINDING, ticketNumber: 'TKT-2026-99999999999' })).toBeNull();
  });

  it('leaves room for its token', () => {
    const load = (address: string) =>
      loadConfig({ INBOUND_REPLY_ADDRESS: address }).inboundRules.replyAddress;
    expect(load('Reply@Desk.example')).toBe('reply@desk.example');
    for (const wrong of [
      'reply+x@desk.example',
      'fourteen-chars@desk.example',
      'reply',
      'Desk <r@x.example>',
    ]) {
      expect(() => load(wrong)).toThrow(/INBOUND_REPLY_ADDRESS/u);
    }
  });
});
