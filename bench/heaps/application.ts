import type { Random } from '../support/random.js';

class Customer {
  readonly orders: Order[] = [];
  readonly tags: Set<string> = new Set();
  readonly name: string;
  readonly balance: number;
  constructor(name: string, balance: number) {
    this.name = name;
    this.balance = balance;
  }
}

class Order {
  readonly lines: OrderLine[] = [];
  readonly placed: Date;
  readonly customer: Customer;
  next: Order | null = null;
  constructor(customer: Customer, placed: Date) {
    this.customer = customer;
    this.placed = placed;
  }
}

class OrderLine {
  readonly product: Product;
  readonly price: number;
  readonly note: { readonly text: string; readonly by: Customer } | null;
  constructor(product: Product, price: number, note: OrderLine['note']) {
    this.product = product;
    this.price = price;
    this.note = note;
  }
}

class Product {
  readonly attributes: Map<string, unknown> = new Map();
  readonly describe: () => string;
  constructor(title: string) {
    this.describe = () => title;
  }
}

class Session {
  readonly state: Record<string, unknown>;
  readonly customer: WeakRef<Customer>;
  constructor(customer: Customer, state: Record<string, unknown>) {
    this.customer = new WeakRef(customer);
    this.state = state;
  }
}

/** Something like the heap of a shop: classes, plain objects of several shapes, collections, closures, texts, weak pairs. */
export interface Application {
  readonly customers: Customer[];
  readonly sessions: Map<string, Session>;
  readonly cache: WeakMap<Customer, object>;
  readonly products: Product[];
}

const PRODUCTS_PER_CUSTOMER = 1 / 8;
const WORDS = ['alpha', 'beta', 'gamma', 'delta', 'naïve', '東京', 'straße', 'emoji 🎉'];

/** Builds an application of so many customers; always the same one for one seed. */
export function buildApplication(customers: number, random: Random): Application {
  const products = Array.from({ length: Math.ceil(customers * PRODUCTS_PER_CUSTOMER) + 1 }, (_, index) =>
    makeProduct(index, random),
  );
  const application: Application = { customers: [], sessions: new Map(), cache: new WeakMap(), products };
  for (let index = 0; index < customers; index++) addCustomer(application, index, random);
  return application;
}

function makeProduct(index: number, random: Random): Product {
  const product = new Product(`product ${index}`);
  product.attributes.set('weight', random() * 100).set(pick(WORDS, random), { index });
  return product;
}

function addCustomer(application: Application, index: number, random: Random): void {
  const customer = new Customer(`customer ${index} ${pick(WORDS, random)}`, random() * 1000);
  application.customers.push(customer);
  customer.tags.add(pick(WORDS, random));
  application.cache.set(customer, { score: random(), history: [index, index + 0.5] });
  application.sessions.set(`session-${index}`, makeSession(customer, index, random));
  let last: Order | null = null;
  for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
    const order: Order = makeOrder(customer, application.products, random);
    if (last !== null) last.next = order;
    last = order;
    customer.orders.push(order);
  }
}

function makeSession(customer: Customer, index: number, random: Random): Session {
  const state = random() < 0.5 ? { page: index, query: `q=${index}` } : { cart: [{ index }], locale: 'de' };
  return new Session(customer, state);
}

function makeOrder(customer: Customer, products: readonly Product[], random: Random): Order {
  const order = new Order(customer, new Date(Math.floor(random() * 2 ** 40)));
  for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
    const note = random() < 0.3 ? { text: `note ${random()}`, by: customer } : null;
    order.lines.push(new OrderLine(pick(products, random), random() * 100, note));
  }
  return order;
}

function pick<T>(from: readonly T[], random: Random): T {
  // A number from 0 to 1 times the length is a place in the list.
  return from[Math.floor(random() * from.length)]!;
}
