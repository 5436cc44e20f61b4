class Poller {
  constructor() {
    this.t = setInterval(() => this.poll(), 30000);
  }
  poll() {}
}
export function iteration() {
  new Poller();
}
