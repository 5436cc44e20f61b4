/** Which of the open windows drives: one at a time. A window is known by an id of its own, which survives a reload. */
export class DriverSeat {
  #driver: string | null = null;
  readonly #open = new Map<string, number>();

  get driver(): string | null {
    return this.#driver;
  }

  /** A window that wants to drive has connected: it drives if no other open window does. */
  connected(window: string): void {
    this.#open.set(window, (this.#open.get(window) ?? 0) + 1);
    if (this.#driver === null || !this.#open.has(this.#driver)) this.#driver = window;
  }

  /** The window has gone, or sleeps. It goes on driving when it comes back, unless another one has taken the seat. */
  disconnected(window: string): void {
    const left = (this.#open.get(window) ?? 1) - 1;
    if (left > 0) this.#open.set(window, left);
    else this.#open.delete(window);
  }

  /** The window drives from now on. */
  take(window: string): void {
    this.#driver = window;
  }
}
