import { describeRunner } from '../support/describe-runner.js';

describeRunner('vitest');
