import { describe, expect, it } from '@jest/globals';
import { formatter } from '../../../web/texts/format.js';
import { speaker, type Plural } from '../../../web/texts/texts.js';
import { de as deCore } from '../../../web/texts/de.js';
import { de as deHome } from '../../../web/texts/home/de.js';
import { de as deWork } from '../../../web/texts/work/de.js';
import { en as enCore } from '../../../web/texts/en.js';
import { en as enHome } from '../../../web/texts/home/en.js';
import { en as enWork } from '../../../web/texts/work/en.js';
import { es as esCore } from '../../../web/texts/es.js';
import { es as esHome } from '../../../web/texts/home/es.js';
import { es as esWork } from '../../../web/texts/work/es.js';
import { fr as frCore } from '../../../web/texts/fr.js';
import { fr as frHome } from '../../../web/texts/home/fr.js';
import { fr as frWork } from '../../../web/texts/work/fr.js';
import { hi as hiCore } from '../../../web/texts/hi.js';
import { hi as hiHome } from '../../../web/texts/home/hi.js';
import { hi as hiWork } from '../../../web/texts/work/hi.js';
import { pt as ptCore } from '../../../web/texts/pt.js';
import { pt as ptHome } from '../../../web/texts/home/pt.js';
import { pt as ptWork } from '../../../web/texts/work/pt.js';
import { de as deFactor } from '../../../web/features/profile/factor/texts/de.js';
import { de as deRedaction } from '../../../web/features/ticket/redaction/texts/de.js';
import { en as enFactor } from '../../../web/features/profile/factor/texts/en.js';
import { en as enRedaction } from '../../../web/features/ticket/redaction/texts/en.js';
import { es as esFactor } from '../../../web/features/profile/factor/texts/es.js';
import { es as esRedaction } from '../../../web/features/ticket/redaction/texts/es.js';
import { fr as frFactor } from '../../../web/features/profile/factor/texts/fr.js';
import { fr as frRedaction } from '../../../web/features/ticket/redaction/texts/fr.js';
import { hi as hiFactor } from '../../../web/features/profile/factor/texts/hi.js';
import { hi as hiRedaction } from '../../../web/features/ticket/redaction/texts/hi.js';
import { pt as ptFactor } from '../../../web/features/profile/factor/texts/pt.js';
import { pt as ptRedaction } from '../../../web/features/ticket/redaction/texts/pt.js';

const de = { ...deCore, ...deHome, ...deWork, ...deFactor, ...deRedaction };
const en = { ...enCore, ...enHome, ...enWork, ...enFactor, ...enRedaction };
const es = { ...esCore, ...esHome, ...esWork, ...esFactor, ...esRedaction };
const fr = { ...frCore, ...frHome, ...frWork, ...frFactor, ...frRedaction };
const hi = { ...hiCore, ...hiHome, ...hiWork, ...hiFactor, ...hiRedaction };
const pt = { ...ptCore, ...ptHome, ...ptWork, ...ptFactor, ...ptRedaction };

const placesOf = (text: string): readonly string[] =>
  [...new Set(text.match(/\{\w+\}/gu))].filter((place) => place !== '{count}').sort();
const formsOf = (text: string | Plural): readonly string[] =>
  typeof text === 'string' ? [text] : Object.values(text);

describe('texts of the console', () => {
  it.each(Object.entries({ de, es, fr, hi, pt }))(
    'have the same places in %s as in English',
    (_language, texts) => {
      for (const key of Object.keys(en) as (keyof typeof en)[]) {
        const wanted = placesOf(formsOf(en[key]).at(-1)!);
        for (const form of formsOf(texts[key])) expect([key, placesOf(form)]).toEqual([key, wanted]);
      }
    },
  );

  it('choose the form of a number, and write numbers as the language does', () => {
    const sayOf = (texts: Parameters<typeof speaker>[0], language: string) => speaker(texts, language);
    expect(sayOf(en, 'en')('queue.tickets', { count: 1 })).toBe('1 ticket');
    expect(sayOf(en, 'en')('queue.tickets', { count: 10_000 })).toBe('10,000 tickets');
    expect(sayOf(de, 'de')('queue.tickets', { count: 10_000 })).toBe('10.000 Tickets');
  });

  it('leave a place without a value as it is, and never fill a value into another', () => {
    const say = speaker(en, 'en');
    expect(say('reply.to', {})).toBe('To {name}');
    expect(say('reply.to', { name: '{count} $& <b>' })).toBe('To {count} $& <b>');
  });
});

describe('times of the console', () => {
  const { moment, duration, age } = formatter('en-GB', 'Asia/Kolkata');
  const now = new Date('2026-12-01T20:00:00Z');

  it('are in the zone of the person: the time today, the day else, the year of another year', () => {
    // It is already 2 December in India.
    expect(moment(new Date('2026-12-01T19:00:00Z'), now)).toBe('00:30');
    expect(moment(new Date('2026-12-01T18:00:00Z'), now)).toBe('1 Dec, 23:30');
    expect(moment(new Date('2025-12-31T18:00:00Z'), now)).toBe('31 Dec 2025');
  });

  it('have the two largest units for durations, and one for ages', () => {
    expect([0, 59_000, 6_000_000, -90_000_000, 86_400_000].map(duration)).toEqual([
      ...['0 min', '1 min', '1 hr 40 min', '1 day 1 hr', '1 day'],
    ]);
    expect([-5_000, 59 * 60_000, 3_600_000, 3 * 86_400_000].map(age)).toEqual([
      ...['0 min', '59 min', '1 hr', '3 days'],
    ]);
  });
});
