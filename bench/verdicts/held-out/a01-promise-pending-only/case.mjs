const waiting = [];
export async function iterate(v, n) {
  let done;
  const p = new Promise((r) => {
    done = r;
  });
  waiting.push(p);
  if (v === 'fixed') {
    done(n);
    waiting.pop();
  }
}
