import type { Language } from '../../domain/languages.js';
import type { Embedders } from '../../ports/embedder.js';
import type { Repositories } from '../../ports/repositories.js';
import type { TicketVectorCopies } from './ticket-vector-copies.js';

/** Dependencies of similar tickets. */
export interface SimilarTicketsDeps extends Pick<Repositories, 'titleSearch' | 'ticketVectors'> {
  /** Returns the language of a text; English when in doubt. */
  readonly detectLanguage: (text: string) => Promise<Language>;
  readonly embedders: Embedders;
  readonly ticketVectorCopies: TicketVectorCopies;
}
