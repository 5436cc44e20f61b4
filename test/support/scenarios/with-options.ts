import { defineScenario } from '../../../harness/check/index.js';

const kept: object[] = [];

class Allowed {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

export default defineScenario({
  options: { iterations: 11, cycles: 2, allowGrowth: ['Allowed'] },
  iteration({ index }) {
    kept.push(new Allowed(index));
  },
});
