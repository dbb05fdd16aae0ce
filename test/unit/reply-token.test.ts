import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DerivedSecrets } from '../../src/adapters/auth/derived-secrets.js';
import { replyAddressOf, replyBindingIn } from '../../src/app/inbound/reply-address.js';
import type { InboundRules } from '../../src/domain/inbound/inbound-rules.js';
import { loadConfig } from '../../src/config.js';

const inbound = (replyAddress: string | null): InboundRules => ({
  replyAddress,
  ours: [],
  acceptsStrangers: true,
  trustedServers: [],
  reopensResolved: true,
  holdsUnproven: false,
  unprovenReceiptsPerHour: 60,
});
const deps = (replyAddress: string | null = 'reply@desk.example', secret = 'a secret') => ({
  mailedSecrets: new DerivedSecrets(secret),
  inbound: inbound(replyAddress),
});
const BINDING = { ticketNumber: 'TKT-2026-000042', personId: '01890a5d-ac96-774b-bcce-b302099a8057' };

describe('a reply address', () => {
  const binding = fc.record({
    ticketNumber: fc
      .tuple(fc.integer({ min: 2000, max: 2255 }), fc.integer({ min: 0, max: 0xffff_ffff }))
      .map(([year, sequence]) => `TKT-${year}-${String(sequence).padStart(6, '0')}`),
    personId: fc.uuid(),
  });

  it('says of any ticket and person which they are, in any case, and in 64 characters', () => {
    fc.assert(
      fc.property(binding, (each) => {
        const address = replyAddressOf(deps(), each)!;
        expect(address.indexOf('@')).toBeLessThanOrEqual(64);
        expect(address).toBe(address.toLowerCase());
        expect(replyBindingIn(deps(), ['someone@else.example', address])).toEqual(each);
        expect(replyBindingIn(deps(), [address.toUpperCase().toLowerCase()])).toEqual(each);
      }),
    );
  });

  it('cannot be made of another, nor without the secret', () => {
    const address = replyAddressOf(deps(), BINDING)!;
    expect(replyBindingIn(deps('reply@desk.example', 'another'), [address])).toBeNull();
    expect(replyBindingIn(deps('other@desk.example'), [address])).toBeNull();
    expect(replyBindingIn(deps(null), [address])).toBeNull();
    const [begin, end] = [address.indexOf('+') + 1, address.indexOf('@')];
    for (let at = begin; at < end - 1; at += 1) {
      const changed = `${address.slice(0, at)}${address[at] === 'a' ? 'b' : 'a'}${address.slice(at + 1)}`;
      expect(replyBindingIn(deps(), [changed])).toBeNull();
    }
    for (const noise of ['reply@desk.example', 'reply+@desk.example', 'reply+x@desk.example', '', '+@']) {
      expect(replyBindingIn(deps(), [noise])).toBeNull();
    }
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
