// A roll-up: every 500th iteration of 4 ms makes 25 rows of what has come since. `kept` stores all rows for ever,
// `replaced` only those of the last roll-up.
class Row {
  constructor(rank, count) {
    this.rank = rank;
    this.count = count;
  }
}

let rows = [];
let pending = 0;

export async function iteration({ variant }) {
  await new Promise((resolve) => setTimeout(resolve, 4));
  pending += 1;
  if (pending < 500) return;
  const rolled = Array.from({ length: 25 }, (_, rank) => new Row(rank, pending));
  if (variant === 'kept') rows.push(...rolled);
  else rows = rolled;
  pending = 0;
}
