import { SCAN_KERNEL } from './scan-kernel'

/** scan-kernel.wat says what each function does. All arguments are bytes or numbers of things; places are in `memory`. */
export interface Kernel {
  readonly memory: WebAssembly.Memory
  scan(codes: number, blocks: number, columns: number, table: number, scores: number): void
  collect(scores: number, eights: number, cut: number, from: number, found: number): number
  products(
    numbers: number,
    count: number,
    codes: number,
    stride: number,
    query: number,
    products: number,
  ): void
}

const PAGE_BYTES = 65_536

/** Each with a memory of its own. */
export function startKernel(): Kernel {
  const module = new WebAssembly.Module(Buffer.from(SCAN_KERNEL, 'base64'))
  return new WebAssembly.Instance(module).exports as unknown as Kernel
}

/** Grows the memory until `length` bytes from `offset` are there; views of it have to be made anew then. */
export function reserve(memory: WebAssembly.Memory, offset: number, length: number): void {
  const missing = offset + length - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES))
}
