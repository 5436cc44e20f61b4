class Later {
  constructor(n) {
    this.n = n;
  }
}
export function iteration({ index }) {
  const l = new Later(index);
  setTimeout(() => l, 3600000).unref();
}
