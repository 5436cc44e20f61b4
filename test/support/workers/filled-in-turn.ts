class Request {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}
class Tenant {
  readonly requests: Request[] = [];
}
class Event {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}
class Day {
  readonly byId = new Map<string, Event>();
}
class Order {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}
class Shop {
  readonly orders: Order[] = [];
}

/** Number of members of a container that is filled before the next one. */
const FULL = 10;
const SHOPS = 6;

const tenants = new Map<number, Tenant>();
const days: Record<string, Day> = {};
const shops = new Map<number, Shop>();
let served = 0;

/** Adds so many objects to tenants and days, which are filled one after the other, and to all shops. */
export function serve(count: number): void {
  for (const end = served + count; served < end; served++) {
    const turn = Math.floor(served / FULL);
    const tenant = tenants.get(turn) ?? new Tenant();
    tenants.set(turn, tenant);
    tenant.requests.push(new Request(served));
    (days[`day${turn}`] ??= new Day()).byId.set(`event-${served}`, new Event(served));
    const shop = shops.get(served % SHOPS) ?? new Shop();
    shops.set(served % SHOPS, shop);
    shop.orders.push(new Order(served));
  }
}

/** Drops the shops, so that those of the run are new. */
export function closeShops(): void {
  shops.clear();
}

/** Reaches whatever only the module's own variables hold. */
export function use(): unknown {
  return [tenants, days, shops];
}
