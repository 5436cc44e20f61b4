import { collectabilityOf } from '../assert/index.js';

/** Implements `collectable()`. */
export async function assertCollectable(
  assertion: Chai.AssertionStatic,
  utils: Chai.ChaiUtils,
): Promise<void> {
  const isNegated = utils.flag(assertion, 'negate') === true;
  const { isCollected, aliveText, collectedText } = await collectabilityOf(
    utils.flag(assertion, 'object'),
    !isNegated,
  );
  assertion.assert(
    isCollected,
    aliveText,
    collectedText,
    { collected: true },
    { collected: isCollected },
    false,
  );
}
