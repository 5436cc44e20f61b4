// a new tenant every 1500 requests, each with the list of its requests; no tenant is ever let go
class Request {
  constructor(i) {
    this.i = i;
  }
}
class Tenant {
  requests = [];
}
const tenants = new Map();
export function iteration({ index }) {
  const t = Math.floor(index / 1500);
  if (!tenants.has(t)) tenants.set(t, new Tenant());
  tenants.get(t).requests.push(new Request(index));
}
