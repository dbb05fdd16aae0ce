import type { Embedder, Embedders } from '../../../src/ports/embedder.js';

/** Words of the same row mean the same. Other words mean nothing. */
const MEANINGS = [
  ['printer', 'imprimante', 'drucker', 'impressora', 'impresora', 'प्रिंटर'],
  ['jammed', 'bourrage', 'papierstau', 'atascada', 'presa'],
  ['vpn', 'tunnel', 'télétravail'],
  ['slow', 'langsam', 'lent', 'lenta', 'lento'],
  ['password', 'passwort', 'senha', 'contraseña'],
  ['expired', 'abgelaufen', 'expiré', 'expirada'],
];

/** An embedder that knows the meaning of some words in some languages: real vectors, and nothing to load. */
export function wordEmbedder(model = 'words@1', dimensions = 8): Embedder & Embedders {
  const vectorOf = (text: string): Float32Array => {
    const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
    const vector = new Float32Array(dimensions).fill(0.01);
    for (const word of words) {
      const row = MEANINGS.findIndex((meaning) => meaning.includes(word));
      if (row !== -1) vector[row] = 1;
    }
    const length = Math.hypot(...vector);
    return vector.map((component) => component / length);
  };
  const embedder: Embedder = {
    model,
    dimensions,
    embed: (texts, _purpose, signal) => {
      signal?.throwIfAborted();
      return Promise.resolve(texts.map(vectorOf));
    },
  };
  return { ...embedder, current: () => Promise.resolve(embedder) };
}
