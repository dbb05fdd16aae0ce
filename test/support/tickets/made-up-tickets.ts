import { chanceOf } from '../../../src/domain/triage/classifier/chance.js';

const SUBJECTS: Readonly<Record<string, string>> = {
  printer: 'paper toner tray drucker papierstau druck',
  network: 'vpn wifi cable router netzwerk verbindung',
  account: 'password login locked kennwort konto gesperrt',
};
const FILLER = 'please help my the since today with and there is it again'.split(' ');

/** Made-up texts with their label: two words of their subject among words that say nothing. */
export function ticketsAbout(count: number, seed: number, labels = Object.keys(SUBJECTS)) {
  const chance = chanceOf(seed);
  const pick = (words: readonly string[]) => words[Math.floor(chance() * words.length)] ?? '';
  return Array.from({ length: count }, (_, index) => {
    const label = labels[index % labels.length] ?? '';
    const subject = (SUBJECTS[label] ?? '').split(' ');
    const words = [...Array.from({ length: 6 }, () => pick(FILLER)), pick(subject), pick(subject)];
    return { text: words.join(' '), label };
  });
}
