/* The one loop that plain JavaScript is too slow for: 200,000 dot products of 384 bytes (bench/README.md). */

/** Bytes of one SIMD step. Rows are padded to a multiple of it. */
export const LANES = 16;

/** Bytes of a page of WebAssembly memory. */
export const PAGE_BYTES = 65_536;

/** The memory of a module, as far as it is used here. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** Writes the dot product of the query with each row to `out` as int32. All arguments are byte offsets or bytes. */
export type Scan = (rows: number, rowsEnd: number, query: number, queryEnd: number, out: number) => void;

export interface Kernel {
  readonly memory: KernelMemory;
  readonly scan: Scan;
}

/** The part of `WebAssembly` that is used, which the library of this TypeScript target does not describe. */
interface Wasm {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (limits: { readonly initial: number; readonly maximum: number }) => KernelMemory;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: KernelMemory } },
  ) => { readonly exports: { readonly scan: Scan } };
}

/** Creates a kernel with a memory of its own, which grows to `maximum` pages at most. */
export function createKernel(initial: number, maximum: number): Kernel {
  const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: Wasm };
  const memory = new wasm.Memory({ initial, maximum });
  const { exports } = new wasm.Instance(new wasm.Module(moduleBytes()), { env: { memory } });
  return { memory, scan: exports.scan };
}

const I32 = 0x7f;
const V128 = 0x7b;
const VOID_BLOCK = 0x40;
/** Parameters of `scan`, then its local variables. */
const [ROW, ROWS_END, QUERY, QUERY_END, OUT, AT] = [0, 1, 2, 3, 4, 5];
const SUM = 6;
const BYTES = 7;

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const i32 = (value: number) => [0x41, ...signed(value)];
const ADD = [0x6a];
const LESS = [0x49];
const BLOCK = [0x02, VOID_BLOCK];
const LOOP = [0x03, VOID_BLOCK];
const END = [0x0b];
const breakIf = (depth: number) => [0x0d, depth];
const NOT = [0x45];
const simd = (code: number) => [0xfd, ...unsigned(code)];
const loadVector = (offset: number) => [...simd(0), 0, ...unsigned(offset)];
const ZERO_VECTOR = [...simd(0x0c), ...Array.from({ length: LANES }, () => 0)];
const LOW_HALF_TO_I16 = simd(0x87);
const HIGH_HALF_TO_I16 = simd(0x88);
const DOT_I16 = simd(0xba);
const ADD_VECTORS = simd(0xae);
const lane = (index: number) => [...simd(0x1b), index];
const STORE_I32 = [0x36, 2, 0];

/** Multiplies one half of the bytes with as many numbers of the query, whose numbers have 16 bits. */
const addHalf = (half: readonly number[], offset: number) => [
  ...[...get(SUM), ...get(BYTES), ...half, ...get(AT), ...loadVector(offset)],
  ...[...DOT_I16, ...ADD_VECTORS, ...set(SUM)],
];
const step = (local: number, by: number) => [...get(local), ...i32(by), ...ADD, ...set(local)];
const sumOfLanes = [0, 1, 2, 3].flatMap((index) => [
  ...[...get(SUM), ...lane(index)],
  ...(index === 0 ? [] : ADD),
]);

/** For each row: for each 16 bytes, add their products with 16 numbers of the query; then store the sum. */
const BODY = [
  ...BLOCK,
  ...LOOP,
  ...[...get(ROW), ...get(ROWS_END), ...LESS, ...NOT, ...breakIf(1)],
  ...[...ZERO_VECTOR, ...set(SUM), ...get(QUERY), ...set(AT)],
  ...LOOP,
  ...[...get(ROW), ...loadVector(0), ...set(BYTES)],
  ...[...addHalf(LOW_HALF_TO_I16, 0), ...addHalf(HIGH_HALF_TO_I16, LANES)],
  ...[...step(ROW, LANES), ...step(AT, 2 * LANES)],
  ...[...get(AT), ...get(QUERY_END), ...LESS, ...breakIf(0), ...END],
  ...[...get(OUT), ...sumOfLanes, ...STORE_I32, ...step(OUT, 4), 0x0c, 0],
  ...END,
  ...END,
];

/** The bytes of the module, by the binary format of WebAssembly (core specification, chapter 5). */
function moduleBytes(): Uint8Array {
  const code = [2, 1, I32, 2, V128, ...BODY, ...END];
  const parameters = Array.from({ length: 5 }, () => I32);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, parameters.length, ...parameters, 0]),
    // Its limits are checked against the given memory: at least 0 pages, at most the largest memory.
    ...section(2, [1, ...text('env'), ...text('memory'), 2, 1, 0, ...unsigned(PAGE_BYTES)]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('scan'), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function text(value: string): number[] {
  return [value.length, ...Array.from(value, (character) => character.charCodeAt(0))];
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}
