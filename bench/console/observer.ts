import type { CDPSession, Page } from 'playwright-core';

/**
 * Runs in the page before its own scripts. As text, because compilers put helpers into functions that a page does not
 * have. `renders` counts tasks that changed the page: React writes one commit in one task.
 */
const OBSERVER = `(() => {
  const seen = { lcpMs: 0, cls: 0, rowsMs: null, renders: 0, interactions: {} };
  window.holdfastBench = seen;
  const observe = (type, take, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  observe('largest-contentful-paint', (entry) => { seen.lcpMs = entry.startTime; });
  observe('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
  observe('event', (entry) => {
    if (!entry.interactionId) return;
    const before = seen.interactions[entry.interactionId];
    if (before && before.ms >= entry.duration) return;
    seen.interactions[entry.interactionId] = {
      ms: entry.duration,
      name: entry.name,
      target: entry.target ? entry.target.getAttribute('role') || entry.target.nodeName.toLowerCase() : '',
      waitMs: Math.round(entry.processingStart - entry.startTime),
      workMs: Math.round(entry.processingEnd - entry.processingStart),
    };
  }, { durationThreshold: 16 });
  new MutationObserver(() => {
    seen.renders += 1;
    if (seen.rowsMs !== null || document.querySelector('[role=grid] [role=row] a') === null) return;
    // The frame after the next is the first that is certainly painted.
    seen.rowsMs = -1;
    requestAnimationFrame(() => setTimeout(() => { seen.rowsMs = performance.now(); }, 0));
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
})()`;

/** What a page has seen of itself since it was loaded. */
export interface Seen {
  readonly lcpMs: number;
  /** The sum of all shifts: at least the value of web vitals, which is the largest session window. */
  readonly cls: number;
  readonly rowsMs: number | null;
  readonly renders: number;
  readonly interactions: Readonly<Record<string, Interaction>>;
}

/** The rest of `ms` is until the next frame is painted. */
interface Interaction {
  readonly ms: number;
  readonly name: string;
  readonly target: string;
  readonly waitMs: number;
  readonly workMs: number;
}

export async function observePage(page: Page): Promise<CDPSession> {
  await page.addInitScript(OBSERVER);
  return page.context().newCDPSession(page);
}

export async function readSeen(page: Page): Promise<Seen> {
  return JSON.parse(await page.evaluate('JSON.stringify(window.holdfastBench)'));
}

export async function throttleCpu(session: CDPSession, rate: number): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}
