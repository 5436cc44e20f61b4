import { describeRunner } from '../support/describe-runner.js';

describeRunner('jest');
