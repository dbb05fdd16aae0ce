import { en as fields } from './fields/en.js';
import { en as pages } from './pages/en.js';

export const en = { ...fields, ...pages };
