class Request {
  constructor(url, ms) {
    this.url = url;
    this.ms = ms;
  }
}
const slowest = [];
export function iteration({ index, variant }) {
  const request = new Request(`/page/${index}`, Math.random() * 1000);
  let at = slowest.length;
  while (at > 0 && slowest[at - 1].ms < request.ms) at--;
  slowest.splice(at, 0, request);
  if (slowest.length > 100 && variant !== 'kept') slowest.pop();
}
