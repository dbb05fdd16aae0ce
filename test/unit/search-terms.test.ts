import { describe, expect, it } from '@jest/globals';
import { wordsOf } from '../../src/domain/search-terms.js';

describe('the words of a text', () => {
  it.each([
    ['VPN drops', ['vpn', 'drops']],
    ['Réseau: VPN-Zugang!', ['reseau', 'vpn', 'zugang']],
    ['Überprüfen, überprüfen', ['uberprufen']],
    ['ﬁle №5 in room 4.12', ['file', 'no5', 'in', 'room', '4', '12']],
    ['प्रिंटर खराब', ['प्रिंटर', 'खराब']],
    ['打印机 故障', ['打印机', '故障']],
    ['$where {"$ne": 1} "quoted"', ['where', 'ne', '1', 'quoted']],
    ['!?', []],
    ['', []],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('are bounded in number', () => {
    expect(wordsOf(Array.from({ length: 1_000 }, (_, index) => `w${index}`).join(' '))).toHaveLength(100);
  });
});
