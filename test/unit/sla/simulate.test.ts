import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Report } from '../../../src/cli/simulate/report.js';
import { simulate } from '../../../src/cli/simulate/simulate.js';
import { scriptArgs } from '../../support/processes/script-args.js';

function reportOf(tickets: number, seed: number): Report {
  const report = new Report();
  for (const ticket of simulate(tickets, seed)) report.add(ticket);
  return report;
}

const run = promisify(execFile);
const command = (...options: string[]) =>
  run(process.execPath, [...scriptArgs('src/cli/simulate.ts'), ...options], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });

describe('a simulated year', () => {
  it('is the same for the same seed', () => {
    const rows = reportOf(1_000, 42).rows();
    expect(rows.map(({ policy, priority, tickets }) => [policy, priority, tickets])).toEqual(
      ['default', 'office'].flatMap((policy) => [
        [policy, 'urgent', 92],
        [policy, 'high', 181],
        [policy, 'medium', 446],
        [policy, 'low', 281],
        [policy, 'all', 1_000],
      ]),
    );
    expect(rows.filter(({ priority }) => priority === 'all')).toMatchObject([
      {
        firstResponse: { met: 720, breached: 249, pending: 0, dropped: 31 },
        resolution: { met: 529, breached: 435, pending: 0, dropped: 36 },
      },
      {
        firstResponse: { met: 902, breached: 64, pending: 0, dropped: 34 },
        resolution: { met: 920, breached: 44, pending: 0, dropped: 36 },
      },
    ]);
    expect(reportOf(1_000, 42).rows()).toEqual(rows);
    expect(reportOf(1_000, 43).rows()).not.toEqual(rows);
  });

  it('chooses the policy of each ticket by ordered rules', () => {
    const report = new Report();
    for (const ticket of simulate(1_000, 42, { byRules: true })) report.add(ticket);
    const all = report.rows().filter(({ priority }) => priority === 'all');
    const byRule = all.filter(({ policy }) => policy.startsWith('rule-'));
    expect(new Set(byRule.map(({ policy }) => policy))).toEqual(
      new Set(['rule-vip', 'rule-mail', 'rule-none']),
    );
    expect(byRule.reduce((sum, { tickets }) => sum + tickets, 0)).toBe(1_000);
    // The other tickets of the seed stay the same.
    expect(report.rows().filter(({ policy }) => !policy.startsWith('rule-'))).toEqual(
      reportOf(1_000, 42).rows(),
    );
  });

  it('reports each ticket once per policy, with the result of each target', () => {
    for (const { tickets, firstResponse, resolution, openMs, pausedMs } of reportOf(500, 1).rows()) {
      for (const { met, breached, pending, dropped } of [firstResponse, resolution]) {
        expect(met + breached + pending + dropped).toBe(tickets);
      }
      expect(pausedMs).toBeLessThanOrEqual(openMs);
    }
  });

  it('is printed, and written to a CSV file on request', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-simulate-'));
    try {
      const file = join(folder, 'tickets.csv');
      const { stdout } = await command('--tickets', '50', '--seed', '3', '--csv', file);
      expect(stdout.trimEnd().split('\n')).toEqual(reportOf(50, 3).lines());
      const [head, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
      expect(head).toMatch(/^ticket,policy,priority,created_at,/u);
      expect(lines).toHaveLength(100);
      expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([10]));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('rejects invalid options with a message', async () => {
    await expect(command('--tickets', 'many')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--tickets must be a whole number from 1 to 1000000.'),
    });
    await expect(command('--csv', join(tmpdir(), 'not', 'there.csv'))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The CSV file cannot be written'),
    });
  });
});
