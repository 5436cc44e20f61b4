// one Buffer replaced by a larger one every iteration: bytes leak without objects
let b = Buffer.alloc(10);
export function iteration() {
  b = Buffer.concat([b, Buffer.alloc(1024)]);
}
