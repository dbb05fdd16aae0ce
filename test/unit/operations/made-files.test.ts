import { describe, it } from '@jest/globals';
import { committed, madeFiles } from '../../../src/cli/generate/made-files.js';

describe('the committed files that are made of the code', () => {
  it('are what would be made of it now', async () => {
    const stale: string[] = [];
    for (const file of await madeFiles()) {
      if ((await committed(file)) !== file.content) stale.push(file.path);
    }
    if (stale.length > 0) {
      throw new Error(
        `${stale.join(' and ')}: not what the code says now. Run \`npm run generate\` and commit the result.`,
      );
    }
  });
});
