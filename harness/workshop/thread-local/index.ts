export { Binding, type Unbind } from './binding.js';
export { type AnyThreadLocal, Entry, type MapEntry, StrongKeyEntry } from './entry.js';
export {
  BindingDisposedError,
  InvalidFunctionError,
  ThreadLocalError,
  type ThreadLocalErrorCode,
  ThreadStateError,
  ThreadTerminatedError,
  UnsupportedOperationError,
} from './errors.js';
export { InheritableThreadLocal } from './inheritable-thread-local.js';
export {
  type AnyScopedValue,
  ScopedValue,
  type ScopedValueCarrier,
  UnboundScopedValueError,
} from './scoped-value.js';
export type { Table } from './slots.js';
export { StrongKeyThreadLocalMap } from './strong-key-thread-local-map.js';
export { Thread, type ThreadOptions } from './thread.js';
export { type InitializedThreadLocal, ThreadLocal } from './thread-local.js';
export { ThreadLocalMap } from './thread-local-map.js';
