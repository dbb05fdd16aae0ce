import { Schema } from 'mongoose';

/** Of every schema: nothing is written or asked for that it does not name. */
export const options = { versionKey: false, minimize: false, strict: true, strictQuery: 'throw' } as const;
export const person = new Schema({ id: String, name: String }, { _id: false });
export const anything = Schema.Types.Mixed;

/** Of an index: documents go when the instant in its field has come. */
export const EXPIRES = { expireAfterSeconds: 0 } as const;
