import { expect, it } from '@jest/globals';
import { csvReply } from '../../../src/api/figures/csv.js';

it('writes nested rows as CSV that no spreadsheet takes for formulas', () => {
  const rows = [
    { person: { name: '=HYPERLINK("x")' }, count: 2, share: null },
    { person: { name: 'Müller, "Jo"' }, count: -1, share: 0.5 },
  ];
  expect(csvReply(rows).body).toBe(
    'person.name,count,share\r\n"\'=HYPERLINK(""x"")",2,\r\n"Müller, ""Jo""",-1,0.5\r\n',
  );
  expect(csvReply([]).body).toBe('\r\n');
});
