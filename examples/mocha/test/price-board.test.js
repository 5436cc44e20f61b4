import { leakTest } from 'heapwitness/mocha';
import { PriceBoard, prices } from '../src/price-board.js';

describe('a price board', () => {
  leakTest('that is closed is collected', () => {
    const board = new PriceBoard();
    prices.emit('price', 12);
    board.close();
  });

  // This test fails: nobody removes the listener.
  leakTest('that is not closed stays', () => {
    new PriceBoard();
  });
});
