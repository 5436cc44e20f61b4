class Cached {}
const h = [];
export function iteration({ index }) {
  if (h.length < 250) h.push(new Cached());
  if (index === 280) throw Object.assign(new Error('too many'), { code: 'EMFILE' });
}
