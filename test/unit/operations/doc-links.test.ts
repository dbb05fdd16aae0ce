import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';

const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));
const PAGES = FILES.filter((file) => file.endsWith('.md'));
const LINK = /\]\(([^)\s]+)\)/gu;
const MENTION = /(?<![\w/.])docs\/(?:[a-z-]+\/)*[a-z-]+\.(?:md|json)/gu;

/** The anchors of a page, as GitHub makes them from its headings. */
function anchorsOf(page: string): readonly string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gmu)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isBroken(page: string, link: string): boolean {
  if (/^[a-z]+:/u.test(link)) return false;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(target)) return true;
  return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
}

it('every link of a Markdown page leads to a file and a heading', () => {
  const broken = PAGES.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(LINK)]
      .filter(([, link = '']) => isBroken(page, link))
      .map(([, link]) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

it('every page of docs that a file names exists', () => {
  const texts = FILES.filter((file) => /\.(?:md|ts|js|cjs|ya?ml|json|example)$/u.test(file));
  const missing = texts
    .filter((file) => !/^(?:test\/replay\/histories|package-lock)/u.test(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(MENTION)].map(([page]) => ({ file, page })))
    .filter(({ page }) => !existsSync(page));
  expect(missing).toEqual([]);
});

it('the index of docs names every page', () => {
  const index = readFileSync('docs/README.md', 'utf8');
  const pages = FILES.filter((file) => /^docs\/(?:use|operate|develop)\/.*\.md$/u.test(file));
  expect(pages.filter((page) => !index.includes(`](${page.replace('docs/', '')})`))).toEqual([]);
});
