import type { OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';

/** An OpenAPI 3.1 document and its parts, as the library makes them. */
export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;
export type Components = NonNullable<OpenApiDocument['components']>;
export type PathItem = NonNullable<OpenApiDocument['paths']>[string];
export type Parameter = NonNullable<PathItem['parameters']>[number];
export type ResponseComponent = NonNullable<Components['responses']>[string];
export type Headers = NonNullable<Components['headers']>;
