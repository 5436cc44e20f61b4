/** The memory of an isolate and of its process, in bytes. */
export interface MemoryUse {
  /** Resident set size of the whole process; `null` if the system refuses to tell it. */
  readonly rssBytes: number | null;
  /** Bytes of the objects in the JavaScript heap. */
  readonly heapBytes: number;
  /** Bytes that the JavaScript heap occupies, with its free space. */
  readonly committedBytes: number;
  /** Those of them that the young generation occupies, which is empty after a collection. */
  readonly youngBytes: number;
  /** Bytes outside of the heap that objects of the heap retain. */
  readonly externalBytes: number;
  /** Bytes of V8's heap of C++ objects; `null` if this version of Node does not tell them. */
  readonly cppHeapBytes: number | null;
}

/**
 * Creates a function that reads the memory of its isolate. The text of this function is evaluated in visited isolates,
 * so it refers to nothing outside of itself; it takes what it needs before other code could replace that.
 */
export function memoryReader(): () => MemoryUse {
  const { getHeapStatistics, getHeapSpaceStatistics, ...v8 } = process.getBuiltinModule('node:v8');
  const { getCppHeapStatistics } = v8 as {
    getCppHeapStatistics?: (detail: 'brief') => { readonly committed_size_bytes: number };
  };
  const rss = process.memoryUsage.rss.bind(process.memoryUsage);
  const residentBytes = (): number | null => {
    try {
      return rss();
    } catch {
      // Node reads a file, and a scenario may have used up all file descriptors.
      return null;
    }
  };
  return () => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    const { used_heap_size, total_physical_size, external_memory } = getHeapStatistics();
    return {
      rssBytes: residentBytes(),
      heapBytes: used_heap_size,
      committedBytes: total_physical_size,
      youngBytes: young?.physical_space_size ?? 0,
      externalBytes: external_memory,
      cppHeapBytes: getCppHeapStatistics?.('brief').committed_size_bytes ?? null,
    };
  };
}

/** Adds bytes outside of the heap that V8 does not count: those of WebAssembly memories. */
export function withExternalBytes(use: MemoryUse, bytes: number): MemoryUse {
  return { ...use, externalBytes: use.externalBytes + bytes };
}
