import { z } from 'zod';

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** As the specification of OpenTelemetry names them. */
export const telemetryVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .default('')
    .transform((text, context) => {
      const pairs = text.split(',').filter((pair) => pair.trim() !== '');
      const headers = pairs.map(headerOf).filter((header) => header !== null);
      if (headers.length < pairs.length)
        context.addIssue('must be a comma-separated list of headers in the form name=value');
      return Object.fromEntries(headers);
    }),
  OTEL_TRACES_SAMPLER: z.enum(SAMPLERS).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
};

type TelemetryEnvironment = z.infer<z.ZodObject<typeof telemetryVariables>>;

/** Undefined where no collector is named: nothing is traced then. */
export function toTelemetry(env: TelemetryEnvironment) {
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return undefined;
  return {
    endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    headers: env.OTEL_EXPORTER_OTLP_HEADERS,
    sampler: env.OTEL_TRACES_SAMPLER,
    ratio: env.OTEL_TRACES_SAMPLER_ARG,
  };
}

/** Values are percent-encoded, as in W3C Baggage. */
function headerOf(pair: string): readonly [name: string, value: string] | null {
  const [, name = '', value = ''] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(.*?)\s*$/u.exec(pair) ?? [];
  try {
    return name === '' ? null : [name, decodeURIComponent(value)];
  } catch {
    return null;
  }
}
