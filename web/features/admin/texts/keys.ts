import type { en } from './en.js';

export type AdminKey = keyof typeof en;
