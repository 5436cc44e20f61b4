import { ThreadLocal, type Thread } from 'heapwitness/thread-local';
import { startPoolThread } from '../pool-thread.js';

export class Customer {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A service of which the container makes one, for all threads. */
interface OrderService {
  begin(customerName: string): void;
  finish(): string | null;
}

/** It keeps the customer in a field. */
class FieldOrderService implements OrderService {
  private customer: Customer | null = null;

  begin(customerName: string): void {
    this.customer = new Customer(customerName);
  }

  finish(): string | null {
    return this.customer?.name ?? null;
  }
}

/** It keeps the customer in a ThreadLocal. */
class ThreadLocalOrderService implements OrderService {
  private readonly customer = new ThreadLocal<Customer>();

  begin(customerName: string): void {
    this.customer.set(new Customer(customerName));
  }

  finish(): string | null {
    const name = this.customer.get()?.name ?? null;
    this.customer.remove();
    return name;
  }
}

const beans = { field: FieldOrderService, 'thread-local': ThreadLocalOrderService };
/** The container's one bean, which lives as long as the program. */
let bean: OrderService;
const pool = ['pool-1', 'pool-2', 'pool-3'].map(startPoolThread);
let orders: Promise<string | null>[] = [];
let letThemFinish = (): void => undefined;

export function threads(): Thread[] {
  return pool.map(({ thread }) => thread);
}

/** One customer per thread. Each begins its order with the one bean there is, and waits until all have begun. */
export function begin({ state, customers }: { state: keyof typeof beans; customers: string[] }): void {
  bean = new beans[state]();
  const allHaveBegun = new Promise<void>((resolve) => (letThemFinish = resolve));
  const order = async (customer: string): Promise<string | null> => {
    bean.begin(customer);
    await allHaveBegun;
    return bean.finish();
  };
  orders = pool.map((thread, index) => thread.run(() => order(customers[index] ?? '')));
}

/** Now each finishes its order. Answers whose it was, by what the bean says. */
export function finish(): Promise<(string | null)[]> {
  letThemFinish();
  return Promise.all(orders);
}
