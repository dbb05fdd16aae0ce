import { z } from 'zod';

/** A TCP port by which others are found: none that the system chooses. */
export const portNumber = z.coerce.number().int().min(1).max(65_535);
