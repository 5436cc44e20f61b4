// Healthy: nothing is kept. Once, the system says that it has no more for the moment.
export function iteration({ index }) {
  if (index === 250) {
    const h = [];
    for (;;) h.push(new Array(1e6).fill(index));
  }
}
