import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of figures. */
export type FigureDeps = Pick<Repositories, 'figures'>;
