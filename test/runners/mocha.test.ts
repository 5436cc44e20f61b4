import { describeRunner } from '../support/describe-runner.js';

describeRunner('mocha');
