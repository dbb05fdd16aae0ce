/** Figures that Temporal's SDK counts in a worker: how many workflows it keeps, and how often one had to be read again. */
export interface WorkflowCache {
  readonly kept: number;
  readonly misses: number;
}

/** From the address where the worker lets Prometheus read. */
export async function workflowCacheOf(address: string): Promise<WorkflowCache> {
  const response = await fetch(`http://${address}/metrics`);
  const text = await response.text();
  return {
    kept: sumOf(text, 'temporal_sticky_cache_size'),
    misses: sumOf(text, 'temporal_sticky_cache_miss'),
  };
}

/** Over all label sets; a counter that nothing was counted in is not there. */
function sumOf(text: string, name: string): number {
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name}_total{`));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
