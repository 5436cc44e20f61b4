import { EventEmitter } from 'node:events';

export const prices = new EventEmitter().setMaxListeners(0);

/** Shows the latest price of an article until it is closed. */
export class PriceBoard {
  latest = null;
  #show = (price) => {
    this.latest = price;
  };

  constructor() {
    prices.on('price', this.#show);
  }

  close() {
    prices.off('price', this.#show);
  }
}
