import { z } from 'zod';

/** A TCP port that other processes connect to, so never 0. */
export const portNumber = z.coerce.number().int().min(1).max(65_535);
