/** Makes the memory of a column, zeroed. */
export type Allocate = (byteLength: number) => ArrayBufferLike;

/** Memory of this thread. */
export const ownMemory: Allocate = (byteLength) => new ArrayBuffer(byteLength);

/** Memory that another thread can fill, too. */
export const sharedMemory: Allocate = (byteLength) => new SharedArrayBuffer(byteLength);
