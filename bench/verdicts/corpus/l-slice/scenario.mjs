const kept = [];
export function iteration() {
  kept.push(Buffer.alloc(20000).subarray(0, 10));
}
