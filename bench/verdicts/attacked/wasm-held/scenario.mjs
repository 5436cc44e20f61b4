// off-heap: WASM memory that grows, one WebAssembly.Memory held; and zlib handles not closed
const mem = new WebAssembly.Memory({ initial: 1, maximum: 60000 });
export function iteration({ index, variant }) {
  if (index % 4 === 0) mem.grow(1);
}
