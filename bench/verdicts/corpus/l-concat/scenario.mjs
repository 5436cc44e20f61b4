let all = Buffer.alloc(0);
export function iteration({ index }) {
  all = Buffer.concat([all, Buffer.alloc(200, 1)]);
}
