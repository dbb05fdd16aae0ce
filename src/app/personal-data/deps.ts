import type { Repositories } from '../../ports/repositories.js';

/** What the export and the erasure of a person lean on. */
export type PersonalDataDeps = Pick<Repositories, 'personalData' | 'personExports'>;
