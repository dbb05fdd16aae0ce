import { SchemaType, type Schema } from '@google/generative-ai';
import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * Converts a zod schema to the subset of OpenAPI 3.0 that Gemini's `responseSchema` supports: type, enum, items,
 * properties, required, nullable, description. Gemini answers 400 to any other keyword, so limits are left out: the
 * descriptions state them, and the answer is checked against the zod schema anyway. Source:
 * https://ai.google.dev/api/caching#Schema
 * @throws Error for a schema that Gemini cannot express (unions, tuples, records).
 */
export function geminiSchema(schema: z.ZodType): Schema {
  return reduce(z.toJSONSchema(schema, { io: 'input' }));
}

function reduce(node: JsonSchema): Schema {
  const { type, nullable } = typeOf(node);
  const common = {
    ...(node.description === undefined ? {} : { description: node.description }),
    ...(nullable ? { nullable } : {}),
  };
  switch (type.type) {
    case 'string':
      return type.enum === undefined
        ? { type: SchemaType.STRING, ...common }
        : { type: SchemaType.STRING, format: 'enum', enum: type.enum.map(String), ...common };
    case 'number':
      return { type: SchemaType.NUMBER, ...common };
    case 'integer':
      return { type: SchemaType.INTEGER, ...common };
    case 'boolean':
      return { type: SchemaType.BOOLEAN, ...common };
    case 'array':
      return { type: SchemaType.ARRAY, items: reduce(plain(type.items)), ...common };
    case 'object': {
      const properties = Object.entries(type.properties ?? {}).map(
        ([name, property]) => [name, reduce(plain(property))] as const,
      );
      const required = type.required ?? [];
      return { type: SchemaType.OBJECT, properties: Object.fromEntries(properties), required, ...common };
    }
    default:
      throw new Error(`Gemini schemas do not support ${JSON.stringify(type.type ?? Object.keys(type))}`);
  }
}

/** JSON Schema expresses "or null" as a union, Gemini as a flag. */
function typeOf(node: JsonSchema): { readonly type: JsonSchema; readonly nullable: boolean } {
  if (node.anyOf === undefined) return { type: node, nullable: false };
  const [first, ...others] = node.anyOf.filter((option) => option.type !== 'null');
  if (first === undefined || others.length > 0) throw new Error('Gemini schemas do not support unions');
  return { type: first, nullable: node.anyOf.length > 1 };
}

function plain(node: JsonSchema['items']): JsonSchema {
  if (node === undefined || typeof node === 'boolean' || Array.isArray(node)) {
    throw new Error('Gemini schemas do not support untyped values');
  }
  return node;
}
