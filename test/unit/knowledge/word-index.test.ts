import { beforeAll, describe, expect, it } from '@jest/globals';
import { WordIndex } from '../../../src/adapters/search/word-index.js';
import type { SearchDocument, SearchScope } from '../../../src/ports/search-index.js';

const ALL: SearchScope = { onlyForEverybody: false, onlyPublished: false };

function document(id: string, language: string, title: string, text = ''): SearchDocument {
  const open = { isForEverybody: true, isPublished: true };
  return { ...open, id, language, title, text, question: '', keywords: [] };
}

const index = new WordIndex();
beforeAll(async () => {
  for (const each of [
    document('en', 'en', 'Connecting to the VPN', 'Connections drop if the certificate has expired.'),
    document('de', 'de', 'Kündigung des Druckervertrags', 'Passwörter werden alle 90 Tage geändert.'),
    document('es', 'es', 'Restablecer la contraseña', 'Las impresoras están en la segunda planta.'),
    document(
      'fr',
      'fr',
      'Réinitialiser mon mot de passe',
      'Les imprimantes du réseau sont éteintes la nuit.',
    ),
    document('pt', 'pt', 'Configuração do e-mail', 'As impressoras estão no segundo andar.'),
    document('hi', 'hi', 'पासवर्ड बदलना', 'प्रिंटरों की सूची यहाँ मिलती है।'),
    document('zh', 'zh', '打印机坏了请帮忙', '请重新启动打印机。'),
    document('ja', 'ja', 'パスワードを忘れた場合', '管理者に連絡してください。'),
    { ...document('internal', 'en', 'Router credentials'), isForEverybody: false },
    { ...document('draft', 'en', 'Router firmware'), isForEverybody: false, isPublished: false },
  ]) {
    await index.put(each);
  }
});

const found = async (text: string, scope = ALL) => (await index.search(text, scope, 5)).map(({ id }) => id);

describe('the index of words', () => {
  it.each([
    ['stems', 'connect', 'en'],
    ['stems', 'connection expires', 'en'],
    ['stems and umlauts', 'Passwort ändern', 'de'],
    ['no umlauts', 'kundigung', 'de'],
    ['the beginning of a word', 'kündig', 'de'],
    ['the beginning of a compound', 'Drucker', 'de'],
    ['stems', 'impresora', 'es'],
    ['no accents', 'contrasena', 'es'],
    ['stems', 'imprimante réseaux', 'fr'],
    ['stems', 'configurações', 'pt'],
    ['stems', 'प्रिंटर', 'hi'],
    ['a part of a word', 'पासवर्डों', 'hi'],
    ['a part of a run', '打印机', 'zh'],
    ['one letter of a run', '坏', 'zh'],
    ['a part of a run', 'パスワード', 'ja'],
    ['a wrong letter', 'certifcate', 'en'],
    ['another wrong letter', 'conection', 'en'],
    ['operators as plain words', '"VPN" AND (title:connect*) -x', 'en'],
  ])('finds by %s: %s', async (_why, text, id) => {
    expect((await found(text))[0]).toBe(id);
  });

  it('finds nothing of stop words, unknown words, and a word of 10,000 letters', async () => {
    for (const text of ['how do I', 'wie kann ich', 'qwertzuiop', 'x'.repeat(10_000), '***', ' ']) {
      expect(await found(text)).toEqual([]);
    }
  });

  it('leaves out what is not in the scope before it cuts the list', async () => {
    expect(await found('router')).toEqual(expect.arrayContaining(['internal', 'draft']));
    expect(await found('router', { ...ALL, onlyPublished: true })).toEqual(['internal']);
    expect(await found('router', { ...ALL, onlyForEverybody: true })).toEqual([]);
    expect(await found('password', { ...ALL, language: 'fr' })).toEqual([]);
  });

  it('replaces and removes', async () => {
    await index.put(document('x', 'en', 'Telephone'));
    await index.put(document('x', 'en', 'Headset'));
    expect([await found('telephone'), await found('headset')]).toEqual([[], ['x']]);
    await index.remove('x');
    await index.remove('x');
    expect(await found('headset')).toEqual([]);
  });
});

describe('an excerpt', () => {
  it('is the part with the most matches, with the words as they are written', () => {
    const filler = 'Nothing of interest is said here at all. '.repeat(20);
    const text = `${filler}The printers are here. ${filler}Printers need the newest drivers. ${filler}`;
    const { text: part, matched } = index.excerpt(text, 'en', ['printer', 'driver']);
    expect(part).toMatch(/^….*Printers need the newest drivers\..*…$/u);
    expect(matched).toEqual(['Printers', 'drivers']);
    expect(part.length).toBeLessThanOrEqual(202);
  });

  it('is the beginning without matches, and cuts no character', () => {
    expect(index.excerpt('Short.', 'en', ['x'])).toEqual({ text: 'Short.', matched: [] });
    expect(index.excerpt('😀'.repeat(300), 'en', []).text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/u);
    const { text, matched } = index.excerpt(`${'好'.repeat(500)}打印机${'好'.repeat(500)}`, 'zh', ['打印']);
    expect([text.length <= 202, matched.length]).toEqual([true, 1]);
  });
});
