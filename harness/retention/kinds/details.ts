/** The detail of a group whose members retain one another. */
export const CHAIN = 'chain';

/** The detail of objects that a `WebAssembly.Table` retains. */
export const WASM_TABLE = 'wasm-table';

/** The detail of a text that is replaced by longer ones. */
export const TEXT = 'text';

/** The detail of the held value of a `FinalizationRegistry`. */
export const FINALIZER = 'finalizer';

/** The detail of chunks that accumulate in a branch of `tee()`, rather than of branches that accumulate. */
export const CHUNKS = 'chunks';

/** The detail of an older collection that grows, and that holds objects allocated during the run. */
export const NEW_OBJECTS = 'new-objects';

/** The detail of members of a Map or a Set from which others were deleted. */
export const DELETIONS = 'deletions';
