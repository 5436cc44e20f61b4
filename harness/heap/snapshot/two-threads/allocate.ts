/** Allocates zeroed memory for a column. */
export type Allocate = (byteLength: number) => ArrayBufferLike;

/** Allocates memory for this thread only. */
export const ownMemory: Allocate = (byteLength) => new ArrayBuffer(byteLength);

/** Allocates memory that another thread can fill too. */
export const sharedMemory: Allocate = (byteLength) => new SharedArrayBuffer(byteLength);
