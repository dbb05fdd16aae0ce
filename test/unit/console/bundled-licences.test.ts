import { expect, it } from '@jest/globals';
import { allowedBy, isAllowed, readBundled } from '../../security/bundled-licences.js';

const LIST = `# Licenses

## @scope/one - 1.0.0 (MIT)

Text (of) a licence - with brackets

## dompurify - 3.5.0 ((MPL-2.0 OR Apache-2.0))
## strange - 2.0.0 (undefined)
`;

it('reads the packages that are in the scripts of the console', () => {
  expect(readBundled(LIST)).toEqual([
    { name: '@scope/one', licence: 'MIT' },
    { name: 'dompurify', licence: '(MPL-2.0 OR Apache-2.0)' },
    { name: 'strange', licence: 'undefined' },
  ]);
});

it('allows the licences of production, and no unknown ones', () => {
  const allowed = allowedBy("license-checker --summary --onlyAllow 'MIT;Apache-2.0'");
  const licences = ['MIT', '(MPL-2.0 OR Apache-2.0)', 'MIT AND GPL-3.0', 'GPL-3.0', 'undefined', ''];
  expect(licences.filter((licence) => isAllowed(licence, allowed))).toEqual([
    'MIT',
    '(MPL-2.0 OR Apache-2.0)',
  ]);
});
