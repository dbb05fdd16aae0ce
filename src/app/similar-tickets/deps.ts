import type { Embedders } from '../../ports/embedder.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of similar tickets. */
export interface SimilarTicketsDeps extends Pick<Repositories, 'titleSearch'> {
  readonly embedders: Embedders;
}
