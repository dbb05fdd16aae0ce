import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of the export and the erasure of personal data. */
export type PersonalDataDeps = Pick<Repositories, 'personalData' | 'personExports' | 'mergedTraces'>;
