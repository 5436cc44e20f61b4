let b = Buffer.alloc(16);
export function iteration({ index }) {
  const need = (index % 900) * 10;
  if (b.length < need) b = Buffer.concat([b], b.length * 2);
  b.fill(1, 0, need);
}
