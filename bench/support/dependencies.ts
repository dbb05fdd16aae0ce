import type { MailSink } from './mail-sink.js';
import type { AllServers } from './holdfast.js';
import type { Workbench } from './workbench.js';

/** MongoDB, Temporal and a mail server for a Holdfast of the benchmark. */
export async function startDependencies(
  bench: Workbench,
  database: string,
): Promise<AllServers & { readonly sink: MailSink }> {
  const [databases, temporalAddress, sink] = await Promise.all([
    bench.mongod(),
    bench.temporal(),
    bench.mailSink(),
  ]);
  return { mongoUri: databases(database), temporalAddress, smtpUrl: sink.url, sink };
}
