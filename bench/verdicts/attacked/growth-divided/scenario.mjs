// Numbers, keys and texts that are added to one of many older collections at a time: each of them grows slowly.
const lists = Array.from({ length: 1000 }, () => ({ readings: [] }));
const rooms = Array.from({ length: 50 }, () => ({ joined: new Set() }));
const carts = Array.from({ length: 80 }, () => ({ quantities: {} }));
const logs = new Map(Array.from({ length: 40 }, (_, tenant) => [`t${tenant}`, 'start']));

const MOST = 300;

/** What an iteration does, by the first word of the variant. */
const ways = {
  numbers(index, isBounded) {
    const device = lists[(index * 7) % lists.length];
    for (let at = 0; at < 100; at++) device.readings.push(at % 7);
    if (isBounded && device.readings.length > MOST) device.readings = device.readings.slice(-100);
  },
  sets(index, isBounded) {
    for (let at = 0; at < 5; at++) {
      const { joined } = rooms[(index + at * 11) % rooms.length];
      joined.add(index);
      if (isBounded) joined.delete(index - 500);
    }
  },
  keys(index, isBounded) {
    const { quantities } = carts[index % carts.length];
    for (let at = 0; at < 5; at++) quantities[`sku-${index}-${at}`] = at;
    const names = isBounded ? Object.keys(quantities) : [];
    for (const name of names.slice(0, Math.max(0, names.length - 100))) delete quantities[name];
  },
  texts(index, isBounded) {
    const tenant = `t${(index * 7) % logs.size}`;
    const text = Buffer.from(`${logs.get(tenant)}\n${index} GET ${'-'.repeat(40)}`).toString();
    logs.set(tenant, isBounded ? Buffer.from(text.slice(-900)).toString() : text);
  },
};

export function iteration({ index, variant }) {
  const [way, bound] = variant.split(', ');
  ways[way](index, bound !== undefined);
}
