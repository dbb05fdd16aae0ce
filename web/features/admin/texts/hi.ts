import { hi as connections } from './connections/hi.js';
import { hi as fields } from './fields/hi.js';
import { hi as pages } from './pages/hi.js';

export const hi = { ...connections, ...fields, ...pages };
