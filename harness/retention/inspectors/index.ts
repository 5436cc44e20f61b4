import type { Inspector } from '../inspector.js';
import { asyncContext } from './async-context.js';
import { closures } from './closures.js';
import { collections } from './collections.js';
import { errors } from './errors.js';
import { events } from './events.js';
import { finalizers } from './finalizers.js';
import { handles } from './handles.js';
import { modules } from './modules.js';
import { promises } from './promises.js';
import { proxies } from './proxies.js';
import { roots } from './roots.js';
import { strings } from './strings.js';
import { streams } from './streams.js';
import { threadLocal } from './thread-local.js';
import { timers } from './timers.js';

/** The built-in inspectors, in the order in which they are called. */
export const INSPECTORS: readonly Inspector[] = [
  events,
  errors,
  timers,
  asyncContext,
  modules,
  finalizers,
  streams,
  handles,
  threadLocal,
  promises,
  closures,
  proxies,
  strings,
  collections,
  roots,
];
