import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of drafts, presence and read marks. */
export type PresenceDeps = Pick<Repositories, 'drafts' | 'presences' | 'readMarks'>;
