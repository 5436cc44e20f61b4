import { ThreadLocal } from 'heapwitness/thread-local';

class RequestContext {
  constructor(request) {
    this.request = request;
  }
}

/** A task makes its own ThreadLocal, as a class does that is loaded anew with each deployment. */
export default function task({ request, removes }) {
  const context = new ThreadLocal();
  context.set(new RequestContext(request));
  if (removes) context.remove();
}
