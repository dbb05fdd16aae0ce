import { de as connections } from './connections/de.js';
import { de as fields } from './fields/de.js';
import { de as pages } from './pages/de.js';

export const de = { ...connections, ...fields, ...pages };
