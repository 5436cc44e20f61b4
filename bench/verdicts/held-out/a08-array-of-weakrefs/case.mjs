const refs = [];
export async function iterate(v, n) {
  const o = { n };
  refs.push(new WeakRef(o));
  if (v === 'fixed' && refs.length > 10) refs.shift();
}
