import workerpool from 'workerpool';
import { handle } from './handle.mjs';

workerpool.worker({ handle });
