import { describe, expect, it } from '@jest/globals';
import {
  formsOf,
  MAX_TICKET_WORDS,
  rankTickets,
  soughtWords,
  storedWords,
  ticketWords,
} from '../../../src/domain/ticket-search/search-words.js';

describe('the words of tickets', () => {
  it.each([
    ['Réseau: VPN-Zugang!', ['reseau', 'vpn', 'zugang']],
    ['打印机坏了', ['打印', '印机', '机坏', '坏了']],
    ['VPN断了 anna@example.org', ['vpn', '断了', 'anna', 'example', 'org']],
    ['पासवर्ड', ['पासवर्ड']],
    ['한글', ['한글']],
    ['x'.repeat(10_000), ['x'.repeat(40)]],
    ['$where .* !internal', ['where', 'internal']],
    ['!? 🙂', []],
  ])('of %j', (text, words) => {
    expect(ticketWords(text)).toEqual(words);
  });

  it('are bounded, and marked if only internal notes have them', () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `w${at}`).join(' ');
    expect(storedWords([many], ['note'])).toHaveLength(MAX_TICKET_WORDS);
    expect(storedWords(['open'], ['open secret'])).toEqual(['open', '!secret']);
    expect([formsOf('secret', false), formsOf('secret', true)]).toEqual([['secret'], ['secret', '!secret']]);
  });

  it('are sought with their beginnings, the longest first', () => {
    expect(soughtWords('my printer 坏')).toEqual([
      { word: 'printer', isPrefix: true },
      { word: 'my', isPrefix: false },
      { word: '坏', isPrefix: true },
    ]);
  });

  it('rank titles before other texts, whole words before beginnings, then the newest', () => {
    const ticket = (id: string, title: string[], words: string[]) => ({
      id,
      title,
      words: [...title, ...words],
    });
    const found = [
      ticket('1', ['help'], ['printers']),
      ticket('2', ['help'], ['printer']),
      ticket('3', ['printers'], []),
      ticket('4', ['printer'], []),
      ticket('5', ['help'], ['!printer']),
    ];
    expect(rankTickets(found, soughtWords('printer'))).toEqual(['4', '3', '5', '2', '1']);
  });
});
