import { describeRunner } from '../support/describe-runner.js';

describeRunner('node-test');
