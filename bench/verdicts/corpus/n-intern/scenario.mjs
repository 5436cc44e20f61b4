const m = new Map();
export function iteration({ index }) {
  const s = 'key-' + (index % 1500);
  if (!m.has(s)) m.set(s, s + '!');
}
