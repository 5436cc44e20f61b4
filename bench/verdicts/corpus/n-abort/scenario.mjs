export async function iteration({ signal }) {
  const ac = new AbortController();
  const f = () => {};
  signal.addEventListener('abort', f);
  ac.signal.addEventListener('abort', f);
  ac.abort();
  signal.removeEventListener('abort', f);
}
