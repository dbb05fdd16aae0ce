export { tsxArgs } from '../../adapters/system/tsx.js';
